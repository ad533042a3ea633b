# Links of a lesson or a sequence, and what a sequence gives to read
links = Links
links-hint = One web page per line. After saving, one more line opens: 10 at most. To remove a link, empty both its fields.
link-label = What is found there, link { NUMBER($number) }
link-address = Address of link { NUMBER($number) }, starting with https://
link-leaves = (leaves Préau, for { $host })
link-missing = The address of this link is missing.
link-not-secure = Only addresses that start with https:// are accepted. Copy the one your browser shows.
link-signs-in = This address holds a user name, before the @ sign: it could mislead. Remove what stands before that sign.
link-hidden = There are signs here that cannot be seen. Type this text again by hand.
link-no-site = This is not the address of a web page. Example: https://www.geoportail.gouv.fr
copied-links = { $count ->
    [one] one link
   *[other] { NUMBER($count) } links
  }

sequence-page = Sequence
sequence-open = Documents of the sequence
sequence-content = Texts, documents and links
sequence-text = To read
sequence-nothing = There is no text, document or link yet.
sequence-hidden = Not shown yet
sequence-shown = The class reads it
sequence-show = Show to the class
sequence-hide = Stop showing
sequence-saved = Saved. The class sees only what is shown to it.
sequence-saved-shown = Saved: the class sees it.
sequence-now-shown = Shown: the pupils of { $class } and their legal guardians see it.
sequence-now-hidden = The class no longer sees this sequence. Nothing is erased.
sequences = Sequences
