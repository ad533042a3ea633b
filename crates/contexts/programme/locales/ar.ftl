# No page of this room is for families: what is missing here is said in French.
