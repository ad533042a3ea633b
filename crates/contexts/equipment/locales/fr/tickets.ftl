### Problèmes.
trouble-power = Ne s’allume pas
trouble-picture = Pas d’image
trouble-network = Pas de réseau
trouble-broken = Cassé
trouble-other = Autre chose
stand-received = Reçu
stand-taken = Pris en charge
stand-waiting = En attente de pièce
stand-fixed = Réglé
stand-refused = Refusé

report-open = Un problème de matériel
report-title = Un problème
report-under = Dites ce qui ne va pas : c’est envoyé.
report-what = Qu’est-ce qui ne va pas ?
report-place = Où
report-place-hint = La salle. Changez-la si ce n’est pas la bonne.
report-more = Ajouter un numéro, un mot ou une photo
report-number = Numéro de l’appareil
report-number-hint = Celui de l’étiquette.
report-words = Quelques mots
report-words-hint = Pas de nom d’élève.
report-photo = Photo
report-photo-hint = De l’appareil, sans personne dessus. L’endroit où elle est prise est effacé. 4 au plus.
report-unknown = Aucun appareil de votre école ne porte le numéro { $number }.
report-where = Dites dans quelle salle, ou le numéro de l’appareil.
report-sent = C’est envoyé. Vous saurez ce qui se passe.
report-again = Vous l’aviez déjà signalé : voici où cela en est.
reported-by = Signalé par
a-family = une famille de l’école

photo-number = Photo { NUMBER($at) }
photo-too-many = 4 photos au plus.
photo-none = Ce fichier n’est pas une photo.
photo-too-large = Cette photo est trop grande : prenez-la en plus petit.
photo-damaged = Cette photo est abîmée. Reprenez-la.
photo-heic = Les photos HEIC ne se montrent pas partout. Envoyez-la en JPEG.

ticket = Problème
tickets-title = Problèmes
tickets-mine = Problèmes signalés
tickets-count = { $count ->
    [0] Aucun problème
    [one] { NUMBER($count) } problème
   *[other] { NUMBER($count) } problèmes
  }
tickets-open = { $count ->
    [0] Problèmes
    [one] Problèmes : { NUMBER($count) } en cours
   *[other] Problèmes : { NUMBER($count) } en cours
  }
tickets-none = Rien à signaler.
tickets-file = problemes.csv
ticket-what = Quoi
ticket-where = Où
ticket-stand = Où en est-on
ticket-since = Signalé
ticket-closed = Terminé
ticket-steps = La suite
ticket-next = Ce qui se passe
stand-open = En cours
stand-all = Tous
trouble-all = Tous
is-passed = Passé au territoire.
step-words = Pour qui l’a signalé
step-words-hint = Une phrase suffit. Pas de nom d’élève.
step-nothing = Dites ce qui change.
step-said = C’est noté. Qui l’a signalé le saura.
device-becomes = L’appareil devient
state-unchanged = Rien ne change
pass-on = Demander l’aide du territoire
pass-on-hint = Il verra ce problème, et lui seul.
reopen = Ce n’est pas réglé
reopen-under = Le problème sera repris.
reopen-why = Pourquoi
reopened = Le problème est repris.
reopen-late = Ce problème ne peut plus être repris. Signalez-en un nouveau.

did-ticket-add = a signalé un problème
did-ticket-go-on = a fait avancer un problème
did-ticket-reopen = a repris un problème
