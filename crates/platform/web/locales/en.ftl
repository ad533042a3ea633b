problem-not-found-title = Page not found
problem-not-found = This page does not exist, or it is not for you. Go back to the home page to find what you are looking for.
problem-forbidden-title = Reserved page
problem-forbidden = Your role does not give access to this page. If you think this is a mistake, talk to your school.
problem-signed-out-title = Sign in
problem-signed-out = You have to be signed in to see this page.
problem-stale-form-title = This form has expired
problem-stale-form = This form was opened too long ago or in another session. Nothing was sent: go back to the previous page, reload it and try again; what you wrote is kept there.
problem-too-large-title = File too large
problem-too-large = What you are sending is larger than allowed. Nothing was sent: choose a smaller file.
problem-malformed-title = Request not understood
problem-malformed = The request cannot be read. Nothing was changed: go back to the previous page and try again.
problem-too-many-title = Too many tries
problem-too-many = There were too many tries. Wait a few minutes, then try again.
problem-disk-full-title = Nothing was saved
problem-disk-full = The server has no room left on its disk. What you wrote is still in this page: keep it open and try again later.
problem-busy-title = The server is very busy
problem-busy = Nothing was changed. Wait a moment and try again.
problem-unknown-outcome-title = Answer lost
problem-unknown-outcome = The connection was cut while saving. Go back to the previous page to see whether it is done before you try again.
problem-internal-title = Something went wrong
problem-internal = This is our fault, and nothing was changed. Try again; if it goes on, tell the person who looks after Préau.
problem-refused-title = This is not possible
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
editor-link-prompt = Address of the link
editor-undo = Undo
photo-working = Photo {"{"}n{"}"} of {"{"}total{"}"}…
photo-one = 1 file ready, {"{"}size{"}"}
photo-many = {"{"}n{"}"} files ready, {"{"}size{"}"}
photo-units = B kB MB
