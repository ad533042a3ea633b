# by-key: did-
# Mes cours
my-courses = Mes cours
my-classes = Mes classes
my-former-classes = Ce que j’ai écrit les autres années
my-subjects = Mes matières
courses-none = Aucun cours pour le moment. Ils apparaîtront ici dès que l’école ou le collège les aura déclarés.
courses-none-child = Aucun cours pour le moment.
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
files-delete = Retirer un fichier
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

# Qui peut voir ceci ?
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
