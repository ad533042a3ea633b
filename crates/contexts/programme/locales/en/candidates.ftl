# Applications
calls = Calls for candidates
calls-under = A school applies on one page. Two people read, with a published grid.
calls-none = No call for now.
call-new = New call
call-new-under = The grid is published with the call.
call-name = Name of the call
call-for = For
for-colleges = Collèges
for-ecoles = Primary schools
call-last = Last day
call-past = This day has passed.
call-grid = Grid
call-grid-hint = A criterion a line, with its points. Such as: “Project of the team: 10”.
call-grid-example = Project of the team: 10
    Link with families: 5
    What is there already: 5
call-grid-wrong = Write a criterion a line, then “:” and a number of points from 1 to 100. Twelve criteria at most.
call-open = Open the call
call-opened = The call is open.
call-until = Open until { $day }
call-since = Closed since { $day }
call-closed = This call is closed.
call-closed-typed = This call is closed. Your text is still there, but it was not sent.
call-rules = Two people read each application, without seeing the other’s points. If they are far apart (more than a fifth of the points), a third one reads. Who is tied to the school gives no points.
criterion = { $words } (out of { NUMBER($most) })
apply = Apply
application = Application
applications = Applications
application-see = Application of { $school }
application-project = The project
application-project-hint = What the school wants to do, in a few sentences. No name of a pupil.
application-team = The team
application-team-hint = Who commits, with how much time.
application-send = Send
application-sent = The application is sent. You may change it until the last day.
verdict = Where reading stands
verdict-waiting = { $count ->
    [one] { NUMBER($count) } reading to come
   *[other] { NUMBER($count) } readings to come
  }
verdict-apart = Disagreement: a third reading
verdict-points = { $points } out of { NUMBER($most) }
reader = Reader
readers = Readings
reader-new = Ask
reader-hint = Who is tied to the school cannot read its application.
reader-ask = Ask for a reading
reader-asked = The reading is asked for.
reader-tied = This person is tied to { $school } or has declared a conflict of interest: they give no points.
reading = Your reading
reading-alone = You do not see the points of others.
reading-words = Opinion
reading-give = Give these points
reading-done = Your points are kept.
reading-given = Points given: they show once every reading is done
readings-known = The points are known: nobody gives any more.
reading-waiting = Not read yet
reading-conflict = Conflict of interest, does not read
conflict = Declare a conflict of interest
conflict-asks = You will not be able to give points to this application any more.
conflict-say = I cannot judge this school
conflict-done = It is noted. Someone else will read.
did-call-open = opened a call for candidates
did-application-send = sent an application
did-application-ask = asked for a reading
did-application-score = read an application
did-application-conflict = declared a conflict of interest

# Commitments of pilots
pilots-followed = Commitments of pilots
pilots-followed-under = What each pilot commits to, and what is seen. In the order of names, never a ranking.
pilots-none = No pilot school here for now.
pilot-since = A pilot by the decision of { $day } ({ $name })
commitment = Commitment
commitment-hint = Something one will be able to see. Such as: a workshop for families each month.
commitment-by = By
commitment-new = New commitment
commitment-add = Add
commitment-added = The commitment is added.
commitment-due = By { $day }
commitment-late = To look at together
commitment-kept = Kept
commitment-begun = Begun
commitment-not-yet = Not yet
commitments-none = No commitment for now.
review-new = Note what is seen
review-state = Where does it stand?
review-seen = What is seen
review-add = Note
review-added = It is noted.
reviews-none = Nothing is noted yet.
did-commitment-add = added a commitment
did-commitment-review = noted what is seen of a commitment
facts-seen = What is seen
facts-seen-says = What everyone may read of what is counted, and what lacks of the digital baseline today. No school is ranked.
fact-counted = { $label } ({ $month }): { $value }
fact-lacks = { $missing ->
    [0] Digital baseline: nothing lacks, of { NUMBER($required) }
    [one] Digital baseline: { NUMBER($missing) } device lacks of { NUMBER($required) }
   *[other] Digital baseline: { NUMBER($missing) } devices lack of { NUMBER($required) }
  }
