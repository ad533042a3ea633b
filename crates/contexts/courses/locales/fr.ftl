# by-key: did-, calendar-column-, calendar-unclear-
# Mes cours
my-courses = Mes cours
my-classes = Mes classes
my-former-classes = Ce que j’ai écrit les autres années
my-subjects = Mes matières
courses-none = Aucun cours pour le moment. Ils apparaîtront ici dès que l’école ou le collège les aura déclarés.
courses-none-child = Aucun cours pour le moment.
find-courses = Cours
find-lessons = Leçons
find-works = Travaux
find-files = Documents
find-handins = Travaux rendus
cahier = Cahier de textes
timetable = Emploi du temps
open = Ouvrir
read = Lire
save = Enregistrer
cancel = Annuler
delete = Supprimer
pupil = Élève
day = Jour
late = En retard
not-yet = Pas encore

# Longues listes
list-ways = Suite de la liste
list-newest = Les plus récents
list-older = Plus anciens

# Enregistrement automatique
saving = Enregistrement…
saved = Enregistré
saved-at = Enregistré à { $time }
saved-offline = Pas de réseau : votre texte est gardé sur cet appareil.
saved-conflict = Cette page a changé ailleurs. Votre texte est gardé sur cet appareil.
draft-restored = Nous avons retrouvé ce qui avait été écrit ici.
draft-discard = Revenir à la version enregistrée
draft-newer = Une version plus récente est affichée. Le texte d’avant est gardé.
draft-use = Reprendre ce texte

# Emploi du temps
timetable-week = La semaine
timetable-empty = Aucun créneau pour le moment.
timetable-add = Ajouter un créneau
timetable-add-act = Ajouter
timetable-add-hint = Les séances sont préparées jusqu’à la fin de l’année scolaire, sans les vacances ni les jours fériés.
timetable-added = { $count ->
    [0] C’est déjà dans l’emploi du temps.
    [one] Créneau ajouté : une séance est prévue.
   *[other] Créneau ajouté : { NUMBER($count) } séances sont prévues jusqu’à la fin de l’année.
  }
timetable-meets = Un autre créneau de cet emploi du temps est déjà à ce moment.
timetable-remove = Retirer
timetable-removed = Créneau retiré, avec ses séances à venir où rien n’était écrit. La corbeille le garde 30 jours.
weekdays = Jours
weekdays-missing = Choisissez au moins un jour.
starts = Début
starts-missing = Choisissez l’heure de début.
ends = Fin
ends-missing = Choisissez l’heure de fin.
ends-before-start = La fin doit venir après le début.
room = Salle
weeks = Semaines
weeks-all = Toutes les semaines
weeks-a = Semaines A
weeks-b = Semaines B
week-a = semaine A
week-b = semaine B
moment = Moment de la journée
moment-hint = Par exemple : lecture, calcul mental, sciences
moment-place = Ordre dans la journée
hours-from-to = { $from } à { $to }

## Calendriers d’un autre logiciel
calendars = Calendriers d’un autre logiciel
calendars-under = Un calendrier donné ici prépare vos séances à venir. Le redonner, ou le changer, ne change que ce qui a bougé.
calendars-mine = Calendriers donnés
calendars-none = Aucun calendrier pour le moment.
calendar-page = Calendrier
calendar-read = lu { $when }
calendar-reading = en cours de lecture
calendar-unread = N’a pas pu être lu
calendar-for = Pour
calendar-for-me = Mes cours
calendar-for-school = Toutes les classes : { $school }
calendar-file = Donner un fichier
calendar-file-act = Lire ce fichier
calendar-file-field = Fichier de l’emploi du temps
calendar-file-hint = Un fichier « .ics » (Pronote, Google, Outlook, Apple, Zimbra, Nextcloud), ou la liste des cours exportée par EDT ou UDT : texte, CSV, Excel, ODS ou XML. 24 Mo au plus.
calendar-no-file = Choisissez un fichier.
calendar-address = S’abonner à une adresse
calendar-address-act = Lire cette adresse
calendar-address-field = Adresse du calendrier
calendar-address-hint = Elle commence par https:// ou webcal://. Elle sera relue quatre fois par jour.
calendar-enough = Il y a déjà 50 calendriers : oubliez-en un d’abord.
calendar-titles = Ce qu’il contient
calendar-titles-hint = Dites à quel cours va chaque titre. Rien n’est prévu avant.
calendar-titles-none = Aucune séance de cette année scolaire dans ce calendrier.
calendar-decided = Les séances sont prévues. Changez un cours ici : elles suivront.
calendar-not-taken = Ne pas reprendre
calendar-all-known = Tout est reconnu. Vérifiez ci-dessous, puis prévoyez les séances.
calendar-some-unknown = Ces titres ne sont pas reconnus. Dites à quel cours va chacun : ce sera retenu. Les autres sont plus bas.
calendar-known = Ce qui est reconnu
calendar-known-class = { $class } : { $count ->
    [one] un titre
   *[other] { NUMBER($count) } titres
  }
calendar-unclear = Lignes non comprises
calendar-unread-line = Ligne { NUMBER($line) } :
calendar-unclear-day = le jour manque ou n’est pas compris
calendar-unclear-hour = l’heure manque ou n’est pas comprise
calendar-unclear-weeks = on ne sait pas dans quelles semaines
calendar-unclear-class = aucune classe
calendar-unclear-subject = aucune matière
calendar-columns = Que disent les colonnes ?
calendar-columns-hint = Ce tableau n’a pas les titres habituels. Dites une fois ce qu’est chaque colonne : ce sera retenu pour les prochains fichiers.
calendar-columns-lack = Il manque : { $what }.
calendar-columns-untitled = Colonne { NUMBER($number) }
calendar-columns-swapped = La semaine 1 (Q1) est la semaine B
calendar-columns-act = Lire avec ces colonnes
calendar-column-nothing = Ne sert pas
calendar-column-day = Jour
calendar-column-starts = Heure de début, ou les deux heures
calendar-column-ends = Heure de fin
calendar-column-duration = Durée
calendar-column-class = Classe
calendar-column-group = Groupe
calendar-column-subject = Matière
calendar-column-code = Matière en abrégé
calendar-column-teacher = Nom de l’enseignant
calendar-column-first-name = Prénom de l’enseignant
calendar-column-room = Salle
calendar-column-weeks = Semaines (A, B, Q1, Q2…)
calendar-other-titles = Autres titres
calendar-title-count = { $count ->
    [one] Une fois, { $first }
   *[other] { NUMBER($count) } fois, du { $first } au { $last }
  }
calendar-title-once = Une fois, { $day }
calendar-title-gone = N’est plus dans le calendrier
calendar-plan = Prévoir les séances
calendar-left = Laissé de côté :
calendar-left-without-class = { $count ->
    [one] une date hors des jours de classe
   *[other] { NUMBER($count) } dates hors des jours de classe (vacances, dimanches, jours fériés)
  }
calendar-left-whole-days = { $count ->
    [one] un événement d’une journée entière
   *[other] { NUMBER($count) } événements de journées entières
  }
calendar-left-cancelled = { $count ->
    [one] une séance annulée
   *[other] { NUMBER($count) } séances annulées
  }
calendar-left-unreadable = { $count ->
    [one] une ligne ou un événement illisible
   *[other] { NUMBER($count) } lignes ou événements illisibles
  }
calendar-kept-title = Séances gardées
calendar-kept-hint = Le calendrier ne les contient plus. Elles restent, car quelque chose y est écrit.
calendar-newer = Quand il change
calendar-newer-act = Lire la nouvelle version
calendar-newer-address = Ce calendrier est relu quatre fois par jour. Ce qui bouge est suivi tout seul.
calendar-read-again = Relire maintenant
calendar-forget = Oublier ce calendrier
calendar-forget-hint = Les séances déjà prévues restent. Elles ne suivront plus ce calendrier. Il reste 30 jours dans la corbeille.
calendar-forget-act = Oublier
calendar-forgotten = Calendrier oublié. Ses séances restent.
calendar-did-add = { $count ->
    [one] Une séance est prévue.
   *[other] { NUMBER($count) } séances sont prévues.
  }
calendar-did-move = { $count ->
    [one] Une séance a changé d’heure ou de salle.
   *[other] { NUMBER($count) } séances ont changé d’heure ou de salle.
  }
calendar-did-remove = { $count ->
    [one] Une séance est retirée.
   *[other] { NUMBER($count) } séances sont retirées.
  }
calendar-did-keep = { $count ->
    [one] Une séance est gardée, car quelque chose y est écrit.
   *[other] { NUMBER($count) } séances sont gardées, car quelque chose y est écrit.
  }
calendar-did-nothing = Calendrier lu. Rien ne change.
calendar-goes-on = La suite se prépare.
calendar-refused-not-one = Ce n’est pas un calendrier. Il faut un fichier iCalendar (« .ics ») ou la liste des cours d’EDT ou d’UDT.
calendar-refused-damaged = Ce fichier est abîmé : il s’arrête au milieu, ou il contient ce qu’un emploi du temps ne contient pas. Exportez-le de nouveau.
calendar-refused-sealed = EDT a chiffré ce fichier pour un partenaire : personne d’autre ne peut le lire. Dans EDT, exportez plutôt la liste des cours en texte ou en XML.
calendar-refused-columns = Dites ci-dessous ce que sont les colonnes. Rien n’est prévu avant.
calendar-refused-too-many = Ce calendrier contient plus qu’une année de séances. Donnez celui d’une classe ou d’une personne.
calendar-refused-address = Cette adresse ne peut pas être lue. Il faut une adresse publique qui commence par https://.
calendar-refused-silent = L’adresse ne répond pas. Elle sera relue plus tard ; ce qui était prévu reste.
calendar-refused-server = Le serveur ne donne pas ce calendrier. Vérifiez l’adresse ; ce qui était prévu reste.
calendar-refused-too-large = Ce calendrier est trop lourd : 24 Mo au plus.

## Mon agenda ailleurs
agenda = Mon agenda dans mon téléphone
agenda-under = Vos cours et le travail à faire, dans l’agenda que vous utilisez déjà.
agenda-name = Préau
agenda-none = Ouvrez une adresse secrète, puis donnez-la à votre agenda. Il se mettra à jour tout seul.
agenda-open = Ouvrir mon adresse
agenda-opened = Adresse ouverte. Gardez-la pour vous.
agenda-address = Votre adresse secrète
agenda-address-hint = Qui la connaît voit cet agenda, sans mot de passe. Ne la donnez à personne.
agenda-since = Ouverte { $when }.
agenda-add = Ajouter à mon agenda
agenda-how = Sur un ordinateur, copiez l’adresse et choisissez « s’abonner à un agenda » ou « ajouter par URL » dans votre agenda.
agenda-renew = Changer d’adresse
agenda-renew-hint = L’adresse d’avant ne donnera plus rien. Il faudra donner la nouvelle à votre agenda.
agenda-renew-act = Changer
agenda-close = Fermer l’adresse
agenda-close-hint = Votre agenda ne recevra plus rien. Vous pourrez en ouvrir une autre.
agenda-close-act = Fermer
agenda-closed = Adresse fermée. Elle ne donne plus rien.
agenda-work = À faire : { $title }
agenda-of-child = { $child } : { $title }

## Changements du jour
change-page = Ce qui change
change-lesson = Cours
change-when = Heures
change-who = Enseignant
change-what = Ce qui change
change-table = Cours de la journée
change-other-days = Autres jours
change-day-before = Jour d’avant
change-day-after = Jour d’après
change-no-lessons = Aucun cours ce jour-là.
change-absence = Noter l’absence d’un enseignant
change-absent-field = Absent
change-substitute-field = Remplacé par
change-choose = Choisissez
change-nobody = Personne
change-cancel = La séance est annulée
change-cancel-all = Sans remplaçant, annuler ses séances de la journée
change-absence-act = Noter l’absence
change-absence-said = { $count ->
    [0] Cette personne n’a pas cours ce jour-là.
    [one] Un cours est changé. Les familles le voient.
   *[other] { NUMBER($count) } cours sont changés. Les familles le voient.
  }
change-same-person = Choisissez une autre personne pour le remplacement.
change-no-class = Il n’y a pas classe ce jour-là.
change-act = Enregistrer ce qui change
change-hint = Les élèves, leurs responsables légaux et les enseignants le voient aussitôt.
change-said = C’est noté. Les familles le voient.
change-open = Changer la salle

# Cahier de textes
cahier-empty = Rien n’est encore écrit dans ce cahier de textes.
cahier-coming = Prochaines séances
cahier-coming-none = Aucune séance prévue. Faites l’emploi du temps pour les préparer toutes.
cahier-add = Une séance hors de l’emploi du temps
cahier-add-act = Ouvrir cette séance
day-out-of-year = Choisissez un jour de cette année scolaire, du { $first } au { $last }.

# Séance
lesson-page = Séance
lesson-done-title = La séance
lesson-title = Titre
lesson-done = Ce qui a été fait
lesson-work = Travail à faire
lesson-work-hint = Rien à donner ? Laissez vide.
lesson-work-more = Donner un autre travail
lesson-works = Travail donné
lesson-no-work = Aucun travail à faire.
lesson-nothing-written = Rien n’est écrit pour cette séance.
lesson-to-write = À écrire
lesson-is-draft = Non publiée
lesson-is-published = Publiée
lesson-publish = Publier
lesson-publish-again = Publier les changements
lesson-published = Publié : les élèves de { $class } et leurs responsables légaux le voient.
lesson-saved = Enregistré. La classe ne voit que ce qui est publié.
lesson-conflict = Une autre personne a changé cette séance entre-temps. Rien n’est perdu : votre texte est gardé sur cet appareil. Rechargez la page pour voir les deux.
lesson-other-title = Une autre version a été enregistrée entre-temps
lesson-other = La voici. Votre texte est encore dans le formulaire : reprenez ce qui manque, puis enregistrez.
lesson-other-empty = L’autre version est vide.
see-handins = Voir
files = Documents
files-add = Ajouter des documents
files-add-hint = Photos, PDF, textes, sons… 60 Mo en tout
files-delete = Ranger ou retirer des fichiers
file-move = Avancer
file-move-named = Mettre « { $name } » avant
file-moved = L’ordre est changé.
as-document = Les photos en un seul document (PDF)
files-too-many = Il y a trop de fichiers : 30 au plus.
file-deleted = Fichier retiré. La corbeille le garde 30 jours.
file-too-many-pixels = « { $name } » est trop grande : 40 millions de points au plus. Réduisez-la ou reprenez la photo.
file-damaged = « { $name } » est une image abîmée : elle ne s’ouvre pas. Choisissez-en une autre.
photo-number = Photo { NUMBER($number) }
kilobytes = ko
megabytes = Mo

# Travail
work-page = Travail à faire
work-title = Travail
work-title-hint = En quelques mots : « Exercices 12 et 13 p. 84 »
work-title-missing = Donnez un titre au travail.
work-due = Pour le
work-due-missing = Choisissez pour quel jour.
work-due-past = Ce jour est passé. Choisissez aujourd’hui ou un jour à venir.
work-due-far = Ce jour est trop loin : deux ans au plus.
work-instructions = Consignes
work-no-instructions = Pas d’autre consigne que le titre.
work-minutes = Durée en minutes
work-level = Pour
work-level-all = Toute la classe
work-expects = Que faut-il rendre ?
work-expects-nothing = Rien à rendre
work-expects-nothing-hint = L’élève indique que c’est fait
work-expects-handin = À rendre dans Préau
work-expects-handin-hint = Un texte, des photos ou des fichiers
work-edit = Modifier le travail
work-changed = Travail modifié.
work-delete = Supprimer le travail
work-delete-question = Le travail et les copies rendues disparaissent pour la classe. La corbeille les garde 30 jours.
work-deleted = Travail supprimé. La corbeille le garde 30 jours.
work-done = Noté : c’est fait.
work-not-done = Noté : ce n’est pas encore fait.
work-is-to-hand-in = Ce travail est à rendre : il sera fait quand la copie sera rendue.
minutes-about = { $minutes ->
    [one] environ une minute
   *[other] environ { NUMBER($minutes) } minutes
  }
back-to-lesson = La séance
back-to-work = Le travail
back-to-class = Toutes les copies

# Plan de l’année
plan-title = Plan de l’année
plan-empty = Aucune séquence pour le moment. Une séquence est une suite de séances sur un sujet.
plan-add = Ajouter une séquence
plan-sequence = Titre de la séquence
plan-count = Nombre de séances
plan-count-missing = Dites en combien de séances.
plan-aims = Objectifs et compétences
plan-hint = Les séquences se déroulent dans l’ordre sur les séances de l’emploi du temps. Si une séance tombe, tout ce qui suit se décale.
plan-lessons = { $count ->
    [one] une séance
   *[other] { NUMBER($count) } séances
  }
plan-span = du { $first } au { $last }
plan-missing = { $count ->
    [one] Il manque une séance dans l’emploi du temps pour la finir.
   *[other] Il manque { NUMBER($count) } séances dans l’emploi du temps pour la finir.
  }
plan-standing = séance { NUMBER($rank) } sur { NUMBER($all) }, { $title }
plan-term-first = Premier trimestre
plan-term-second = Deuxième trimestre
plan-term-third = Troisième trimestre
plan-term-later = Sans place dans l’emploi du temps
plan-change = Modifier
plan-up = Plus tôt
plan-down = Plus tard
plan-added = Séquence ajoutée.
plan-changed = Séquence modifiée.
plan-not-changed = Rien n’est changé : il faut un titre et un nombre de séances, 60 au plus.
plan-deleted = Séquence supprimée. La corbeille la garde 30 jours.
plan-full = Ce plan a déjà 60 séquences.
trash-sequence = Séquence
trash-calendar = Calendrier

# Le cahier en une page
whole = En une page
whole-period = Du { $from } au { $to }
whole-from = Du
whole-to = Au
whole-show = Afficher
whole-file = Garder en fichier
whole-hint = Cette page s’imprime telle quelle.
whole-empty = Rien n’est écrit dans ce cahier entre ces deux jours.
whole-due = pour le { $day }

# L’établissement
head-title = Cahiers de textes
head-under = Classes et matières, jamais une personne
head-class = Classe
head-class-under = Les cahiers de textes de la classe
head-loads = Travail à faire des prochains jours
head-loads-table = Classe par classe
head-load = { $count ->
    [one] un travail
   *[other] { NUMBER($count) } travaux
  }
head-load-minutes = { $count ->
    [one] un travail, { NUMBER($minutes) } min
   *[other] { NUMBER($count) } travaux, { NUMBER($minutes) } min
  }
head-heaviest = Les journées les plus chargées
head-groups = Groupes
head-level = { $count ->
    [one] { $level } : une classe
   *[other] { $level } : { NUMBER($count) } classes
  }
head-groups-count = { $count ->
    [one] Un groupe
   *[other] { NUMBER($count) } groupes
  }
head-most = { NUMBER($minutes) } min au plus ({ $class }, { $day })
head-no-class = Aucune classe pour le moment.
head-late = Séances à compléter
head-late-hint = Séances des deux dernières semaines qui ne sont pas publiées.
head-late-none = Toutes les séances des deux dernières semaines sont publiées.
head-late-of = { $count ->
    [one] { NUMBER($count) } séance sur { NUMBER($all) }
   *[other] { NUMBER($count) } séances sur { NUMBER($all) }
  }
head-used = Ces sept derniers jours
head-used-lessons = Séances publiées
head-used-works = Travaux donnés
head-used-handins = Travaux rendus
head-used-answers = Réponses publiées

# Copier une séance
copy-title = Copier dans une autre classe
copy-hint = Le texte, les documents et le travail enregistrés. La classe ne voit rien avant que vous ne publiiez là-bas.
copy-to = Copier dans { $class }, { $day }
copy-taken = Quelque chose est déjà écrit dans cette séance de { $class } : rien n’a été copié.
copied = Copié dans { $class }, { $day } : { $what }. À relire et à publier là-bas.
copy-tied = Pour certains élèves : pas copié, sauf si vous le cochez
copy-for-all = Donner « { $title } » à toute la classe de { $class }
copy-groups-stay = « { $title } » se fait à plusieurs : les groupes restent ici, ils seront à former là-bas.
copied-left = { $count ->
    [one] Un travail pour certains élèves n’est pas copié.
   *[other] { NUMBER($count) } travaux pour certains élèves ne sont pas copiés.
  }
copied-in-groups = Les groupes sont à former là-bas.
copied-again = C’est déjà copié dans { $class }.
copied-title = le titre
copied-text = le texte
copied-files = { $count ->
    [one] un document
   *[other] { NUMBER($count) } documents
  }
copied-work = un travail { $due }
work-not-given = Donné à la publication

# Pour qui et pour quand
work-when = Pour quand ?
work-next-lesson = Au prochain cours
work-other-day = Un autre jour
work-some-pupils = Seulement pour certains élèves
work-for-pupils = Élèves
work-for-pupils-hint = Eux seuls et leurs responsables légaux voient ce travail. Personne de choisi : il est pour tous.
work-named = Pour certains élèves
lesson-published-named = Le travail n’est visible que des élèves choisis et de leurs responsables légaux.
load-none = { $day } : pas d’autre travail pour ces élèves.
load-works = { $count ->
    [one] { $day } : ces élèves ont déjà un travail, { $list }.
   *[other] { $day } : ces élèves ont déjà { NUMBER($count) } travaux : { $list }.
  }
load-works-minutes = { $count ->
    [one] { $day } : ces élèves ont déjà un travail, { $list }.
   *[other] { $day } : ces élèves ont déjà { NUMBER($count) } travaux, environ { NUMBER($minutes) } minutes en tout : { $list }.
  }
load-minutes = { NUMBER($minutes) } min
load-part = une partie des élèves
mine-named = Travaux donnés à vous par votre nom

# États
state-to-do = À faire
state-done = Fait
state-handed = Rendu
state-handed-late = Rendu en retard
state-missing = Non rendu
state-answered = Réponse publiée

# Rendre
hand-in = Rendre le travail
hand-in-again = Rendre à nouveau
hand-in-photos = Photos
hand-in-photos-hint = Prendre la copie en photo, ou choisir des photos
hand-in-text = Texte
hand-in-files = Autres fichiers
hand-in-act = Rendre
hand-in-replace = Remplacer ce qui est rendu
hand-in-late = Le jour est passé : le travail sera rendu en retard.
hand-in-empty = Il manque quelque chose à rendre : un texte, une photo ou un fichier.
hand-in-changed = Vous avez rendu un autre texte depuis : il est au-dessus. Voici celui-ci ; rendez-le si c’est le bon.
handed-in-said = C’est rendu.
handed-in-late-said = C’est rendu, en retard.
handed-when = Rendu { $when }
my-handin = Mon travail
nothing-handed-in = Rien n’est rendu pour le moment.
nothing-to-hand-in = Il n’y a rien à rendre pour ce travail.
mark-done = C’est fait
mark-not-done = Finalement, ce n’est pas fait
refused-nothing-to-hand-in = Il n’y a rien à rendre pour ce travail.
refused-answered = La réponse à ce travail est publiée : il ne peut plus être rendu à nouveau. Ce qui était écrit est gardé sur cet appareil.
refused-read = Ce travail vient d’être lu : il ne peut plus être rendu à nouveau. Ce qui était écrit est gardé sur cet appareil.

# Copies et réponses
handin = Ce qui est rendu
handin-page = Copie
handins = Copies
handins-table = Élève par élève
handed-in = Rendu
handins-of = { $count ->
    [one] { NUMBER($count) } copie rendue sur { NUMBER($all) }
   *[other] { NUMBER($count) } copies rendues sur { NUMBER($all) }
  }
done-title = Travail fait
done-of = { $count ->
    [one] { NUMBER($count) } élève sur { NUMBER($all) } a fini
   *[other] { NUMBER($count) } élèves sur { NUMBER($all) } ont fini
  }
class-empty = Cette classe n’a pas encore d’élèves.
read-next = Lire la prochaine copie
to-read = À lire
to-read-title = À lire
to-read-first = Ce qui attend depuis le plus longtemps
to-read-next = La suite
to-read-count = { $count ->
    [one] Une copie à lire
   *[other] { NUMBER($count) } copies à lire
  }
to-read-none = Rien à lire pour le moment.
waiting-since = { $count ->
    [one] Une copie, { $when }
   *[other] { NUMBER($count) } copies, la première { $when }
  }
answer = Réponse
answer-field = Votre réponse
answer-of = Réponse de { $who }
answer-missing = Écrivez une réponse.
answer-ready = Prête
answer-published = Publiée
answer-saved = Réponse enregistrée. Elle sera visible une fois publiée.
answer-is-published = Réponse publiée.
answer-save-next = Enregistrer et passer au suivant
answer-publish-one = Publier cette réponse
answer-change = Modifier la réponse publiée
answer-shown-not-saved = Réponse déjà publiée : enregistrez pour la modifier.
answer-seen-once-published = La réponse n’est visible de l’élève et de ses responsables qu’une fois publiée.
answer-conflict = L’élève a rendu à nouveau, ou une autre personne a répondu entre-temps. Rien n’est perdu : votre texte est gardé sur cet appareil. Rechargez la page pour voir les deux.
answer-other = Voici la réponse enregistrée et la copie telle qu’elle est maintenant. Votre texte est encore dans le formulaire.
all-read = Toutes les copies de ce travail sont lues.
publish-answers = { $count ->
    [one] Publier la réponse prête
   *[other] Publier les { NUMBER($count) } réponses prêtes
  }
answers-published = { $count ->
    [0] Toutes les réponses sont déjà publiées.
    [one] Une réponse publiée.
   *[other] { NUMBER($count) } réponses publiées.
  }

# Répondre à une classe
handin-before = Précédente
handin-after = Suivante
handin-place = { $of ->
    [one] La seule copie
   *[other] Copie { NUMBER($at) } sur { NUMBER($of) }
  }
version-of = Version précédente, rendue { $when }
state-again = À rendre à nouveau
ask-again = Demander de rendre à nouveau
ask-again-question = La réponse est publiée tout de suite. L’élève rend une nouvelle version ; celle-ci est gardée.
ask-again-act = Publier et redemander
asked-again-said = Réponse publiée. L’élève peut rendre à nouveau.
mark = Note
mark-out-of = Note sur { NUMBER($most) }
mark-letters = Note, de A à E
mark-wrong-points = Écrivez un nombre de 0 à { NUMBER($most) }, avec deux décimales au plus.
mark-wrong-letter = Écrivez une lettre de A à E, avec + ou - si vous voulez.
mark-unwanted = Ce travail n’est plus noté : laissez la note comme elle est, ou effacez-la.
marking = Comment évaluer
marking-scale = Note
marking-none = Sans note
marking-twenty = Sur 20
marking-ten = Sur 10
marking-letters = De A à E
marking-other = Sur un autre nombre
marking-most = Cet autre nombre
marking-most-missing = Écrivez sur combien, de 1 à 1 000.
marking-saved = Enregistré. Les notes déjà données restent comme elles sont.
phrases-title = Mes phrases
phrases-under = Ce que vous écrivez souvent, à glisser dans une réponse.
phrases-none = Aucune phrase pour le moment.
phrases-hint = Gardez ici ce que vous écrivez souvent : deux touches le mettent dans la réponse.
phrases-change = Ajouter ou retirer des phrases
phrases-too-many = Il y a 100 phrases : retirez-en une d’abord.
phrase-new = Nouvelle phrase
phrase-add = Garder cette phrase
phrase-added = Phrase gardée.
phrase-delete = Supprimer « { $words } »
phrase-deleted = Phrase supprimée. La corbeille la garde 30 jours.
trash-phrase = Phrase
keys = Au clavier
key-ctrl = Ctrl
key-enter = Entrée
key-page-down = Page suiv.
key-page-up = Page préc.
key-next-does = Enregistrer et passer au suivant
key-answer-does = Aller à la réponse, puis aux phrases
key-phrase-does = Mettre une phrase dans la réponse
did-answer-again = a demandé de rendre à nouveau

# Compétences
skills = Compétences évaluées
skills-hint = Une réponse donne un niveau à chacune. Douze au plus.
skills-too-many = Choisissez douze compétences au plus.
skills-socle = Socle commun
skills-digital = Compétences numériques (CRCN)
skills-own = De l’établissement
levels = Les quatre niveaux
level = Niveau
level-none = Pas évaluée
level-weak = Maîtrise insuffisante
level-fragile = Maîtrise fragile
level-good = Maîtrise satisfaisante
level-very-good = Très bonne maîtrise
level-last = La dernière fois, { $day } :
own-skills-title = Compétences de l’établissement
own-skills-under = Proposées à tous ceux qui y enseignent, à côté du socle.
own-skills-none = Aucune compétence propre à l’établissement.
own-skills-too-many = Il y a 100 compétences : retirez-en une d’abord.
own-skill-new = Nouvelle compétence
own-skill-hint = Par exemple : « Présenter son travail à la classe »
own-skill-add = Ajouter
own-skill-added = Compétence ajoutée.
own-skill-retire = Ne plus proposer
own-skill-retire-named = Ne plus proposer « { $label } »
own-skill-retired = Elle n’est plus proposée. Les niveaux déjà donnés restent.
my-progress = Ma progression
progress = Progression
progress-of = Progression de { $name }
progress-under = Ce qui a été vu dans les réponses publiées, depuis la rentrée.
progress-partial = Ce que vous avez évalué et publié depuis la rentrée.
progress-none = Aucune compétence évaluée depuis la rentrée.
progress-table = En tableau
progress-picture = De gauche à droite : { $levels }

# Sur papier
sheets = Sur papier
sheets-pdf = Feuilles à rendre
sheets-print = Imprimer les feuilles
sheets-print-hint = Une page par élève, avec un code qui dit à qui elle est. Le code ne contient ni nom ni classe.
sheets-print-act = Les feuilles de la classe (PDF)
sheet-code = Code de la feuille
sheet-keep-clear = N’écrivez pas sur le carré.
pile = Ranger une pile de copies
pile-photos = Photos des copies
pile-hint = Une photo par page, dans n’importe quel sens, trente à la fois. Chaque copie va à son élève.
pile-send = Ranger ces copies
pile-missing = Choisissez les photos des copies.
pile-not-a-photo = « { $name } » n’est pas une photo. Envoyez des photos des pages.
pile-filed = { $count ->
    [0] Aucune page rangée.
    [one] Une page rangée.
   *[other] { NUMBER($count) } pages rangées.
  }
pile-aside = { $count ->
    [one] Il y a une page à part : dites à qui elle est.
   *[other] Il y a { NUMBER($count) } pages à part : dites à qui elles sont.
  }
pile-known = { $count ->
    [one] Une était déjà là.
   *[other] { NUMBER($count) } étaient déjà là.
  }
pages-aside = Pages à part
page-number = Page { NUMBER($number) }
page-whose = À qui est la page { NUMBER($number) } ?
page-choose = Choisir un élève
page-file = Ranger
page-throw-away = Jeter
page-filed = Page rangée.
page-thrown-away = Page jetée.
page-whose-missing = Choisissez à qui est cette page.
page-answered = Le travail de cet élève a déjà une réponse : demandez d’abord de rendre à nouveau.
why-unread = Aucun code ne se lit sur cette page.
why-other = Le code de cette page n’est pas celui de ce travail.
why-answered = Le travail de cet élève a déjà une réponse, ou trop de pages.
did-sheets-file = a rangé des copies de papier

# Voix
voice = Voix
voice-hint = Parler au lieu d’écrire, ou choisir un enregistrement. Une heure au plus.
voice-record = Enregistrer ma voix
voice-stop = Arrêter
voice-kept = C’est enregistré. Écoutez avant de rendre.
voice-refused = Le micro n’est pas permis. Choisissez un enregistrement.
voice-file = voix
listen-to = Écouter { $name }
file-too-long = « { $name } » dure plus d’une heure. Gardez-en une partie, ou rendez plusieurs sons.
file-heic = « { $name } » est une photo HEIC, que les ordinateurs n’affichent pas. Dans les réglages de l’appareil photo, choisissez « Le plus compatible », ou envoyez une capture d’écran.

# Qui peut voir ceci ?
did-lesson-change = a changé un cours du jour
did-agenda-open = a ouvert l’adresse de son agenda
did-agenda-close = a fermé l’adresse de son agenda
did-calendar-give = a donné un calendrier
did-calendar-plan = a prévu les séances d’un calendrier
did-calendar-forget = a oublié un calendrier
did-calendar-restore = a repris un calendrier
did-work-delete = a supprimé un travail
did-answer-publish = a publié des réponses
readers-pupils-of = Les élèves de la { $class }
readers-pupils-in = Les élèves de « { $group } »
readers-teachers-of = Les enseignants de la { $class }
readers-teachers-in = Les enseignants de « { $group } »
readers-guardians = Leurs responsables légaux
readers-guardians-of-one = Ses responsables légaux
readers-assistants = Les accompagnants (AESH) de ces élèves
readers-assistants-of-one = Ses accompagnants (AESH)
readers-head-college = La direction du collège
readers-head-ecole = La direction de l’école
readers-head-other = La direction de l’établissement
readers-school-life = La vie scolaire
readers-you = Vous

# Corbeille
trash-title = Corbeille
trash-under = Ce qui est supprimé se reprend pendant 30 jours.
trash-empty = La corbeille est vide.
trash-work = Travail
trash-file = Fichier
trash-slot = Créneau
trash-when = supprimé { $when }
trash-take-back = Reprendre
trash-taken-back = C’est de nouveau à sa place.

mine-handins = Travaux rendus
mine-done = Travaux marqués comme faits
mine-lessons = Séances écrites
mine-cahier = Cahier de textes, { $course }
mine-old-course = Anciens cours
erased-handin = Travaux rendus
erased-file = Fichiers rendus
handed-title = Travaux rendus
handed-under = De cette année et des années d’avant, avec les réponses reçues.
handed-none = Rien n’a encore été rendu.
handed-this-year = Cette année
handed-year = Année { $from }-{ $to }

# Remarques, dessins et voix sur ce qui est rendu
remarks = Remarques
remarks-on-text = Remarques sur le texte
remarks-on-photo = Remarques sur la photo { NUMBER($number) }
remark-numbered = Remarque { NUMBER($number) }
remark-on-passage = Faire une remarque sur un passage
remark-passage = Passage
remark-passage-hint = Choisissez une phrase dans la liste.
remark-passage-select = Vous pouvez aussi sélectionner des mots dans le texte.
remark-choose = Choisir une phrase
remark-only = Seulement ces mots
remark-only-hint = Pour ne marquer qu’une partie de la phrase. Laissez vide sinon.
remark-words = Votre remarque
remark-add = Ajouter la remarque
remark-added = Remarque ajoutée. Elle sera visible une fois la réponse publiée.
remark-added-shown = Remarque ajoutée. La réponse est publiée : l’élève la voit déjà.
remark-saved = Remarque modifiée.
remark-deleted = Remarque supprimée. La corbeille la garde 30 jours.
remark-change = Modifier
remark-selected = Faire une remarque sur ces mots
remark-passage-missing = Choisissez un passage du texte.
remark-passage-gone = Ce passage n’est plus dans le texte. Choisissez-le à nouveau.
remark-words-not-found = Ces mots ne sont pas dans le passage. Recopiez-les comme ils sont écrits.
remark-passage-long = Ce passage est trop long : 2 000 caractères au plus.
remarks-too-many = Il y a déjà 100 remarques sur cette copie. Supprimez-en une d’abord.
remark-place = Endroit de la photo
place-top-left = En haut à gauche
place-top = En haut
place-top-right = En haut à droite
place-left = À gauche
place-middle = Au milieu
place-right = À droite
place-bottom-left = En bas à gauche
place-bottom = En bas
place-bottom-right = En bas à droite
trash-remark = Remarque sur une copie
key-remark-does = Faire une remarque sur les mots sélectionnés
answer-on-copy = Voir aussi ce qui est noté sur la copie
drawing-act = Dessiner
drawing-page = Dessin sur la photo
drawing-title = Photo { NUMBER($number) }
drawing-back = Revenir à la copie
drawing-strokes = { $count ->
    [0] Aucun trait sur la photo
    [one] Un trait dessiné sur la photo
   *[other] { NUMBER($count) } traits dessinés sur la photo
  }
drawing-says = Traits : {"{n}"}
drawing-without = Voir la photo sans les traits
drawing-tools = Outils de dessin
ink-red = Rouge
ink-blue = Bleu
ink-green = Vert
drawing-erase = Gomme
drawing-move = Défiler
drawing-undo = Annuler
drawing-clear = Tout effacer
drawing-save = Enregistrer et revenir à la copie
drawing-saved = Dessin enregistré. La photo elle-même n’est pas changée.
drawing-needs-program = Pour dessiner, il faut JavaScript. Sans lui, faites une remarque sur un endroit de la photo.
drawing-too-much = Ce dessin a trop de traits. Effacez-en d’abord.
drawing-unreadable = Ce dessin n’a pas pu être lu. Le dernier enregistré est gardé.
drawing-conflict = Une autre personne a dessiné sur cette photo entre-temps. Rechargez la page pour voir son dessin.
drawing-other = Une autre personne a dessiné sur cette photo entre-temps. Votre dessin est ici ; l’enregistrer remplace le sien.
voice-answer = Répondre de vive voix
voice-answer-hint = Écrivez aussi l’essentiel dans la réponse : tout le monde ne peut pas écouter.
voice-answer-kept = C’est enregistré. Écoutez avant d’ajouter.
voice-add = Ajouter à la réponse
voice-added = Voix ajoutée. Elle sera entendue une fois la réponse publiée.
voice-added-shown = Voix ajoutée. La réponse est publiée : l’élève l’entend déjà.
voice-missing = Enregistrez votre voix, ou choisissez un enregistrement.
voice-not-a-sound = Ce fichier n’est pas un son que les navigateurs savent lire. Choisissez un MP3, un M4A, un OGG ou un WAV.
voices-too-many = Cinq enregistrements au plus par réponse. Supprimez-en un d’abord.
voice-of-answer = Réponse de vive voix { NUMBER($number) }
voice-open = Ouvrir le son
# À plusieurs
teams = Travail à plusieurs
teams-groups = Les groupes
team-number = Groupe { $number }
team-none = Sans groupe
team-none-hint = Un élève sans groupe peut rendre seul.
teams-gather = Mettre les élèves cochés dans
teams-new = Un nouveau groupe
teams-out = Aucun groupe
teams-gather-act = Déplacer les élèves cochés
teams-nobody = Cochez au moins un élève.
teams-saved = Les groupes sont enregistrés.
teams-refused-read = Une de ces copies est déjà lue : ses élèves ne changent plus de groupe.
teams-refused-two = Ces élèves ont déjà rendu deux copies : ils ne peuvent pas en avoir une seule.
teams-refused-nobody = Ce groupe a déjà rendu : laissez-y au moins un élève.
teams-draw = Au hasard
teams-size = Élèves par groupe
teams-draw-act = Tirer au sort
teams-drawn = Les groupes sont tirés au sort.
teams-seed = Tirage n° { $seed }
teams-replaced = Les groupes de maintenant seront remplacés.
teams-handed = Des copies sont déjà rendues. Les groupes se changent un par un, élève par élève.
teams-class = Les groupes de la classe
teams-class-act = Reprendre ces groupes
teams-class-missing = Cochez au moins un groupe.
teams-by-pupils = Les élèves choisissent
teams-by-pupils-hint = Ils forment leurs groupes sur la page du travail, jusqu’à ce qu’ils rendent. Vous pouvez toujours les changer.
teams-open = Laisser les élèves choisir
teams-are-open = Ils peuvent choisir
teams-close = Ne plus les laisser choisir
teams-opened = Les élèves peuvent former leurs groupes.
teams-closed = Les élèves ne changent plus leurs groupes.
teams-alone = Chacun travaille seul
teams-alone-question = Les groupes de ce travail seront effacés.
teams-gone = Chacun fait ce travail seul.
teams-mine = Mon groupe
teams-with = Vous travaillez avec { $names }. Un seul rend pour tout le groupe.
teams-first = Vous êtes seul dans ce groupe pour le moment.
teams-no-one = Vous n’êtes dans aucun groupe. Vous pouvez rendre seul.
teams-child-with = Ce travail se fait avec { $names }.
teams-join = Rejoindre { $names }
teams-begin = Former un groupe
teams-leave = Quitter ce groupe
teams-chosen = C’est noté.
teams-full = Ce groupe est complet, ou il a déjà rendu.
teams-fixed = Les groupes ne changent plus. Parlez-en à votre professeur.
teams-words = Un mot pour un seul élève
teams-words-hint = Lui seul et ses responsables légaux le lisent, avec la réponse.
teams-word-for = Pour { $name }
teams-word = Pour moi seul
handed-with = Avec { $names }
handed-by = Rendu par { $name }
handed-when-by = Rendu par { $name } { $when }
hand-in-changed-by = { $name } a rendu un autre texte pour votre groupe : il est au-dessus. Voici le vôtre ; rendez-le s’il doit prendre sa place. L’autre restera gardé.
names-and = { $first } et { $last }
mine-teams = Groupes de travail
did-teams-change = a changé les groupes d’un travail
did-handin-together = a rendu pour son groupe
