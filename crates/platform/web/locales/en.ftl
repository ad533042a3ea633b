problem-not-found-title = Page not found
problem-not-found = This page does not exist, or it is not for you. Go back to the home page to find what you are looking for.
problem-forbidden-title = Reserved page
problem-forbidden = Your role does not give access to this page. If you think this is a mistake, talk to your school.
problem-signed-out-title = Sign in
problem-signed-out = You have to be signed in to see this page.
problem-stale-form-title = This form has expired
problem-stale-form = This form was opened too long ago or in another session. Nothing was sent: go back to the previous page, reload it and try again; what you wrote is kept there.
problem-too-large-title = File too large
problem-too-large = What you are sending is larger than allowed. Nothing was sent: send your files in several goes, take the photo again smaller, or cut the recording in two.
problem-too-many-files-title = Too many files at once
problem-too-many-files = These are more files than this page takes at once. Nothing was sent: go back and send them in several goes.
problem-malformed-title = Request not understood
problem-malformed = The request cannot be read. Nothing was changed: go back to the previous page and try again.
problem-too-many-title = Too many tries
problem-too-many = There were too many tries. Wait a few minutes, then try again.
problem-disk-full-title = Nothing was saved
problem-disk-full = The server has no room left on its disk. What you wrote is still in this page: keep it open and try again later.
problem-disk-refuses = The server’s disk refuses to write. What you wrote is still in this page: keep it open and try again later.
problem-busy-title = The server is very busy
problem-busy = Nothing was changed. Wait a moment and try again.
problem-unknown-outcome-title = Answer lost
problem-unknown-outcome = The connection was cut while saving. Go back to the previous page to see whether it is done before you try again.
problem-internal-title = Something went wrong
problem-internal = This is our fault, and nothing was changed. Try again; if it goes on, tell the person who looks after Préau.
problem-refused-title = This is not possible
## The entrance, when many sign in at once
waiting-title = Before you sign in
waiting-next = You are first in line
waiting-ahead = { $ahead ->
    [one] One person before you
   *[other] { NUMBER($ahead) } people before you
  }
waiting-soon = Estimated wait: less than a minute.
waiting-minutes = Estimated wait: about { NUMBER($minutes) } minutes.
waiting-long = Estimated wait: more than an hour.
waiting-kept = Keep this page open: it refreshes by itself. Your place is kept for two hours, even if you close it or lose the network.
waiting-password = When it is your turn, you will have five minutes to type your password.
waiting-again = Refresh now
waiting-why-title = Why wait?
waiting-why = Many people are signing in at the same time. Everyone comes in when it is their turn, in the order they came; those who are already in keep working.
problem-crowded-title = Too many people are waiting here
problem-crowded = Many people are already waiting behind your Internet connection. Nothing is lost: try again in a few minutes.
field-required = Please fill in this field.
field-too-long = { $max ->
    [one] This text is too long: at most one character.
   *[other] This text is too long: at most { NUMBER($max) } characters.
  }
field-not-a-day = Choose a date, for example 24/11/2026.
field-not-a-time = Choose a time, for example 8:30.
field-not-a-number = Enter a whole number between { NUMBER($min) } and { NUMBER($max) }.
field-not-a-choice = Choose one of the answers offered.
errors-title = { $count ->
    [one] There is one thing to correct
   *[other] There are { NUMBER($count) } things to correct
  }
back-home = Back to the home page
optional = (optional)
who-sees = Who can see this?
dismiss = Close this message
pages = Pages
previous = Previous
next = Next
editor-toolbar = Formatting
editor-bold = Bold
editor-italic = Italic
editor-heading = Heading
editor-list = Bulleted list
editor-numbers = Numbered list
editor-link = Link
editor-undo = Undo
editor-image = Picture
editor-table = Table, or one more row
editor-formula = Formula
editor-done = Place
editor-cancel = Cancel
editor-link-text = Words to read
editor-link-address = Address
editor-link-example = For example: www.example.org
editor-link-bad = This is not an address.
editor-link-remove = Erase the address to remove the link.
editor-table-new = Table
editor-table-rows = Rows
editor-table-columns = Columns
editor-image-which = Which picture?
editor-image-words = What does this picture show?
editor-image-why = These words are read to those who do not see it.
editor-image-none = First add the picture to the documents, then save.
editor-formula-what = Formula
editor-formula-how = For example: x^2 or \frac{"{1}"}{"{2}"}
editor-fraction = Fraction
editor-root = Square root
editor-power = Power
editor-rank = Subscript
editor-times = Times
editor-at-most = At most
editor-at-least = At least
editor-pi = Pi
editor-degree = Degrees
photo-working = Photo {"{"}n{"}"} of {"{"}total{"}"}…
photo-one = 1 file ready, {"{"}size{"}"}
photo-many = {"{"}n{"}"} files ready, {"{"}size{"}"}
photo-units = B kB MB
