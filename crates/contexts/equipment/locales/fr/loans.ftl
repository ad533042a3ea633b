### Prêts.
loan-end-returned = Rendu
loan-end-lost = Perdu
loan-end-stolen = Volé
loan-end-gone = Sorti de l’inventaire
came-back-good = En bon état
came-back-worn = Abîmé, mais il marche
came-back-broken = Cassé

holder = Détenteur
someone = quelqu’un
home = Aujourd’hui
loan = Prêt
loans-title = Prêts
loans-count = { $count ->
    [0] Aucun prêt
    [one] { NUMBER($count) } prêt
   *[other] { NUMBER($count) } prêts
  }
loans-none = Rien ici pour le moment.
loans-which = Lesquels
which-open = En cours
which-late = En retard
which-unsigned = Convention à signer
which-over = Terminés
loan-to = Prêté à
loan-due = À rendre
loan-where = Où en est-on
phase-running = En cours
phase-soon = Bientôt à rendre
phase-late = En retard
at-hour = { $day } à { $hour }
due-open = sans date
lent-now = Prêté à { $holder }
lent-to-someone = Prêté.
see-device = Voir l’appareil
lent-on = Prêté le
ended-on = Terminé le

lend = Prêter
lend-to = Prêter : { $whom }
lend-class-under = Scannez un appareil, donnez-le, passez au suivant.
whom = À qui
whom-hint = Le nom d’un élève, ou d’un adulte de l’école.
whom-nobody = Personne de l’école ne porte ce nom.
whom-which = Lequel ?
whom-missing = Choisissez à qui.
whole-class = Ou toute une classe
no-class = Cette école n’a pas encore de classe.
next-pupil = Pour
next-pupil-hint = L’élève suivant qui n’a rien encore est déjà choisi.
has-one = { $name } (a déjà un prêt)
due-day = À rendre le
due-hour = À quelle heure
due-open-hint = Laissez vide pour un adulte qui le garde tant qu’il travaille ici.
due-past = Cette date est passée.
due-far = Cette date est trop loin.
lent-in-class = Prêtés dans la classe
lent-progress = { $count ->
    [one] { NUMBER($count) } élève a un appareil
   *[other] { NUMBER($count) } élèves ont un appareil
  } sur { NUMBER($all) }
lent-to = Prêté : { $device }, { $number }, à { $name }.
lent-already = L’appareil { $number } est déjà prêté. Recevez-le d’abord.
lent-not-there = L’appareil { $number } ne se prête pas : { $state }.
loan-unknown = Le numéro { $number } n’est pas dans l’inventaire de l’école.
loan-first-back = Cet appareil est prêté : recevez-le d’abord dans « Retours ».
loan-over = Ce prêt est terminé. Rien n’a changé.

extend = Prolonger
extended = La nouvelle date est notée.
end-loan = Rendu, perdu ou volé
was-stolen = En fait, il a été volé
how-ended = Que s’est-il passé
back-on = Rendu un autre jour
back-on-hint = Si vous le notez après coup. Sinon, laissez vide.
back-when = Ce jour ne va pas : il doit être entre le prêt et aujourd’hui.

back-title = Retours
back-under = Scannez ce qui revient, de qui que ce soit. On vous dit à qui c’était.
back-take = Rendu
back-state = État au retour
back-words = Remarque
back-words-hint = Un chargeur qui manque, une rayure…
back-today = Rendus aujourd’hui
back-none = Rien encore.
back-says = Rendu : { $device }, { $number }, prêté à { $name }.
back-already = L’appareil { $number } est déjà rendu, { $when }. Il était prêté à { $name }.
back-not-lent = L’appareil { $number } n’est pas prêté.
back-found = Retrouvé : { $device }, { $number }.
open-count = { $count ->
    [0] Rien n’est prêté
    [one] { NUMBER($count) } encore prêté
   *[other] { NUMBER($count) } encore prêtés
  }
late-count = { $count ->
    [one] { NUMBER($count) } en retard
   *[other] { NUMBER($count) } en retard
  }

agreement = Convention
agreement-under = À faire signer sur papier, ou acceptée dans Préau par un responsable.
agreements-none = Toutes les conventions sont acceptées.
agreement-title = Convention de prêt
agreement-between = Entre { $school } et { $name }.
agreement-line = { $what } : { $says }
agreement-commits = Qui reçoit l’appareil s’engage :
agreement-point = • { $says }
commit-use = à s’en servir pour apprendre, et à ne le prêter à personne ;
commit-care = à en prendre soin, chargé et dans sa housse ;
commit-tell = à dire à l’école, dès qu’il le voit, ce qui ne marche plus ;
commit-stolen = s’il est perdu ou volé, à le dire à l’école tout de suite ;
commit-back = à le rendre avec son chargeur, au jour et à l’heure dits, ou en quittant l’école.
sign-guardian = Signature d’un responsable légal
sign-borrower = Signature
sign-school = Signature de l’école
sign-date = Le
print-agreement = Imprimer la convention
print-agreements = Imprimer les conventions
mark-signed = Signée sur papier
signed-on-paper = Signée sur papier, { $when }
accepted-here = Acceptée dans Préau, { $when }
not-accepted = Pas encore acceptée

loans-mine = Prêts
loans-mine-under = Ce que l’école vous a prêté, à vous ou à vos enfants.
loans-mine-none = Rien ne vous est prêté.
loans-before = Avant
back-by = À rendre { $due }
see-loan = Voir le prêt
read-agreement = Lire et accepter la convention
accept = J’accepte
accepted = La convention est acceptée. Merci.
accept-by-guardian = Un responsable doit l’accepter.
report-damage = Signaler un problème
report-which = Scannez l’étiquette de l’appareil, ou tapez son numéro.
go-on = Continuer
not-lent-to-you = Aucun appareil qui vous est prêté ne porte le numéro { $number }.

did-loan-lend = a prêté un appareil
did-loan-extend = a prolongé un prêt
did-loan-end = a terminé un prêt
did-loan-sign = a noté une convention signée
did-loan-accept = a accepté une convention
did-loan-print = a imprimé des conventions
