# Surveys
surveys-title = Surveys
surveys-under = Once a year, each school reads what is known of it and corrects it.
surveys-none = No survey.
survey-name = Title
survey-title-of = Equipment survey { $from }-{ $to }
survey-open = Open a survey
survey-open-under = Every school receives it, filled in already. Their heads are told.
survey-opened = { $count ->
    [0] The survey is open.
    [one] The survey is open. { NUMBER($count) } school is told.
   *[other] The survey is open. { NUMBER($count) } schools are told.
  }
survey-closes = Last day to answer
survey-closes-hint = Until then, a school may open its answer again.
survey-bad-end = Choose a day to come, within six months.
survey-one-at-a-time = A survey is open already. Wait until it ends.
survey-questions = Questions
survey-no-question = Choose at least one question.
survey-own = Question of your own { NUMBER($number) }
survey-own-words = Question
survey-own-kind = Expected answer
kind-number = A number
kind-yes-no = Yes or no
kind-coverage = Everywhere, partly, nowhere
kind-broadband = An Internet access
kind-words = A few words
topic-rooms = Classrooms
topic-classes = Classes
topic-shown = Rooms that can show a picture
topic-computers = Computers that drive it
topic-mobile = Pupils’ tablets and laptops that work
topic-wifi = Wi-Fi points
topic-coverage = Does the Wi-Fi reach the classes?
topic-broadband = Internet access
topic-referent = Is there a digital referent?
topic-needs = What the school needs
answer-yes = Yes
answer-no = No
answer-whole = Everywhere
answer-part = Partly
answer-nothing = Nowhere
answer-choose = Choose
answer-missing = An answer is missing.
answer-absurd = This number does not seem right: a whole number, 5,000 at most.
from-inventory = From the inventory
from-directory = From the directory
from-broadband = From what is declared
from-baseline = From the digital baseline
from-last-year = Your answer of the last time
known-says = { $from }: { $answer }.
survey-until = Until { $day }
survey-form-under = Filled in with what is known. Read, correct, send, until { $day }.
survey-waits = To fill in
survey-answer = Answer
survey-read = Read again
survey-send = Send
survey-send-hint = You may open it again as long as the survey lasts.
survey-sent = The answer is sent. Thank you.
survey-keep = Keep for later
survey-kept = It is kept. Nothing is sent.
survey-saving = Saving…
survey-saved = Saved
survey-saved-at = Saved at { $time }
survey-offline = No network: keep the page open, it will be tried again.
survey-conflict = Somebody else of the school changed the answer. Open the page again to see it.
survey-already = The answer is sent already. Open it again to correct it.
survey-too-long = An answer is too long: 1,000 characters at most.
survey-closed = The survey is over.
survey-reopen = Open the answer again
survey-our-answer = Answer of the school
survey-not-yet = The school has not sent its answer yet.
survey-differences = Differences from the inventory
survey-differences-say = The answer and the inventory do not say the same. Correct the one that is wrong.
survey-difference = { $what }: { NUMBER($answered) } in the answer, { NUMBER($counted) } in the inventory.
survey-to-inventory = See the inventory
survey-who = Who answered
survey-count = { $sent ->
    [one] { NUMBER($sent) } school answered
   *[other] { NUMBER($sent) } schools answered
  } out of { NUMBER($all) }
survey-remind = Remind those that have not answered
survey-reminded = { $count ->
    [0] All known heads have answered.
    [one] { NUMBER($count) } school is reminded.
   *[other] { NUMBER($count) } schools are reminded.
  }
survey-reminded-already = They were told today already. Once a day is enough.
survey-last-reminder = Last told: { $day }.
survey-state = Answer
survey-state-sent = Sent
survey-state-begun = Begun
survey-state-nothing = Not yet
survey-question = Question
survey-together = Together
survey-totals = Sent answers, together
survey-sum = { NUMBER($sum) }
survey-said = { $count ->
    [0] Nobody wrote anything
    [one] { NUMBER($count) } school wrote something
   *[other] { NUMBER($count) } schools wrote something
  }
survey-file = survey
did-survey-open = opened a survey
did-survey-send = sent the answer of the school to the survey
did-survey-reopen = opened the answer of the school to the survey again
