# Calendrier scolaire du territoire
calendar-title = Calendrier scolaire
calendar-under = Le territoire est en zone { $zone }.
calendar-year = Année { $years }
calendar-year-zone = Année { $years }, zone { $zone }
calendar-ends = Cours du { $first } au { $last }.
calendar-vacation = Vacances
calendar-days = { $name } : du { $first } au { $last }
calendar-day = { $name } : { $day }
calendar-new = Donner les vacances des années à venir
calendar-new-says = Le ministère publie le calendrier scolaire sur data.education.gouv.fr, sous le nom fr-en-calendrier-scolaire. Téléchargez-le en CSV et envoyez-le tel quel : rien ne change avant que vous ayez vu ce qu’il dit.
calendar-file = Fichier
calendar-file-hint = CSV, XLSX ou ODS, 4 Mo au plus.
calendar-look = Voir ce qui change
calendar-zone = Zone du territoire
calendar-zone-hint = Les vacances d’hiver et de printemps en dépendent.
calendar-zone-a = Zone A
calendar-zone-b = Zone B
calendar-zone-c = Zone C
calendar-zone-a-holds = Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers
calendar-zone-b-holds = Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg
calendar-zone-c-holds = Créteil, Montpellier, Paris, Toulouse, Versailles
calendar-zone-choose = Choisir cette zone
calendar-zone-chosen = Le territoire est en zone { $zone }.
calendar-unknown = Les vacances de l’année { $years } ne sont pas connues ici : un emploi du temps fait maintenant aurait des cours pendant ces vacances.
calendar-give = Donner le calendrier scolaire
calendar-ask = Qui administre le territoire peut les donner.
calendar-no-file = Choisissez le fichier du calendrier scolaire.
calendar-no-table = Ce fichier n’est pas un tableau. Rien n’a changé : envoyez le CSV tel qu’il a été téléchargé.
calendar-damaged = Ce fichier est abîmé ou bien plus grand qu’un calendrier. Rien n’a changé : téléchargez-le à nouveau.
calendar-columns = Il manque des colonnes à ce fichier : { $names }. Rien n’a changé : envoyez le CSV tel qu’il a été téléchargé.
calendar-nothing = Ce fichier ne dit aucunes vacances des zones A, B et C pour cette année ou les suivantes. Rien n’a changé.
calendar-preview = Ce que dit le fichier
calendar-not-mine = Le fichier ne dit rien de la zone { $zone }, celle du territoire.
calendar-others = Les autres zones
calendar-state-same = Déjà connue
calendar-state-new = Nouvelle
calendar-state-changed = Change
calendar-before = Jusqu’ici :
calendar-added = Ajouté
calendar-gone = Retiré
calendar-apply-says = Les emplois du temps faits ensuite suivront ce calendrier. Les cours déjà posés ne bougent pas.
calendar-apply = Suivre ce calendrier
calendar-leave = Ne rien changer
calendar-same = Ce calendrier est déjà celui d’ici : rien ne change.
calendar-applied = Le calendrier est à jour.
calendar-bad = { $count ->
    [one] Une ligne laissée de côté
   *[other] { NUMBER($count) } lignes laissées de côté
  }
calendar-bad-more = { $count ->
    [one] Et une autre.
   *[other] Et { NUMBER($count) } autres.
  }
calendar-bad-year = Ligne { NUMBER($line) } : l’année scolaire n’est pas une année, comme 2027-2028.
calendar-bad-day = Ligne { NUMBER($line) } : une des deux dates n’en est pas une.
calendar-bad-backwards = Ligne { NUMBER($line) } : la fin est avant le début.
calendar-bad-outside = Ligne { NUMBER($line) } : ces jours ne sont pas des vacances de cette année scolaire.
calendar-bad-differs = Ligne { NUMBER($line) } : elle dit d’autres jours que la ligne { NUMBER($other) } pour les mêmes vacances de la même zone.
calendar-bad-overlaps = Ligne { NUMBER($line) } : ces vacances sont en partie celles de la ligne { NUMBER($other) }.
did-calendar-change = a donné un calendrier scolaire
did-zone-change = a choisi la zone de vacances du territoire
