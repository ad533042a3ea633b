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
calendar-file-hint = Un fichier « .ics » (Pronote, Google, Outlook, Apple, Zimbra, Nextcloud), ou la liste des cours exportée par EDT ou UDT : texte, CSV, Excel, ODS ou XML, ou encore l’archive d’UDT. 24 Mo au plus.
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
calendar-did-nothing = Calendrier lu. Aucune séance ne change.
calendar-goes-on = La suite se prépare.
calendar-refused-not-one = Ce n’est pas un calendrier. Il faut un fichier iCalendar (« .ics »), la liste des cours d’EDT ou d’UDT, ou l’archive d’UDT.
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
