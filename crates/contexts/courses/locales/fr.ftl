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

# Ce qui se compte
indicator-lessons = Séances écrites
indicator-lessons-help = Les séances du mois dont le contenu est publié dans le cahier de textes.
indicator-handins = Travaux rendus
indicator-handins-help = Les travaux que les élèves ont rendus en ligne pendant le mois.
