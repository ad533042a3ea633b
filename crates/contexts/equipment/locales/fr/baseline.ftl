# Tableaux emportés
uai = UAI
export-xlsx = Tableau (Excel)
export-csv = Tableau (CSV)
export-all = Exporter tout le matériel (CSV)
school-kind = Type d’école
percent = { NUMBER($percent) } %
today-else = Aujourd’hui si vous laissez vide.
day-unsound = Cette date est à venir, ou bien trop ancienne.

# Socle
baseline-title = Socle numérique
baseline-name = Nom
baseline-source = Source
baseline-source-hint = Le texte qui le dit, et où on le lit.
baseline-starts = En vigueur à partir du
baseline-starts-hint = La version remplace la précédente à partir de ce jour.
baseline-says = { $title }, depuis le { $day }. Source : { $source }.
what-projector = Vidéoprojecteur ou écran
what-computer = Ordinateur qui le pilote
what-mobile = Tablettes ou portables des élèves
what-trolley = Chariot
what-wifi = Borne Wi-Fi
what-network = Réseau et stockage
what-visualiser = Visualiseur
what-printer = Imprimante ou scanner
what-camera = Appareil photo ou caméra
what-robot = Robot ou carte à programmer
applies-all = Toutes les écoles et tous les établissements
applies-ecole = Écoles
applies-college = Collèges
applies-lycee = Lycées
applies-pilot = Établissements pilotes
per-class = Par classe
per-school = Pour l’école
per-office = Pour le bureau de direction
rule-class = { NUMBER($quantity) } par classe
rule-classes = { NUMBER($quantity) } pour { NUMBER($every) } classes
rule-school = { NUMBER($quantity) } pour l’école
rule-office = { NUMBER($quantity) } pour le bureau de direction
rule-target = (mieux : { NUMBER($target) })
rule-for-classes = { $rule } : { $classes ->
    [one] { NUMBER($classes) } classe
   *[other] { NUMBER($classes) } classes
  }, il en faut { NUMBER($required) }.
rule-for-school = { $rule } : il en faut { NUMBER($required) }.
gap-under = { $classes ->
    [0] Aucune classe connue
    [one] { NUMBER($classes) } classe
   *[other] { NUMBER($classes) } classes
  }
gap-where = Où en est-on
gap-together = Ensemble
gap-lacks = { $count ->
    [one] Il manque { NUMBER($count) } appareil
   *[other] Il manque { NUMBER($count) } appareils
  }
gap-complete = Au complet
gap-met = { $met ->
    [one] { NUMBER($met) } appareil
   *[other] { NUMBER($met) } appareils
  } sur { NUMBER($required) }
gap-nothing-asked = Le socle ne demande rien ici.
gap-equipped = { $equipped ->
    [0] Aucune école n’a tout ce que demande le socle
    [one] { NUMBER($equipped) } école a tout ce que demande le socle
   *[other] { NUMBER($equipped) } écoles ont tout ce que demande le socle
  }, sur { NUMBER($all) }.
gap-one = { $what } : { NUMBER($count) }
gap-what = Quoi
gap-missing = Manque
gap-usable = En état
gap-required = Il en faut
gap-rule = Règle
gap-classes = Classes
gap-percent = Équipée à
gap-lines = Ligne par ligne
gap-totals = Total
gap-search = École, commune ou UAI
gap-any = Peu importe
gap-something = Au moins une chose
gap-file = socle
versions-title = Versions du socle
versions-under = Une version publiée ne change plus. Une autre la remplace, à partir d’un jour.
version-number = Version { NUMBER($number) }
version-lines = Version { NUMBER($number) }, ligne par ligne
version-current = En vigueur
version-to-come = À venir
version-past = Remplacée
draft-title = Préparer la version suivante
draft-under = Rien ne change avant la publication.
draft-save = Enregistrer le brouillon
draft-saved = Le brouillon est enregistré. Rien n’est publié.
draft-publish = Publier ce brouillon
draft-publish-sure = Ce qui est enregistré remplacera le socle à partir de son jour. On ne pourra plus le modifier.
draft-published = La version est publiée.
draft-meanwhile = Quelqu’un a modifié ce brouillon pendant ce temps : « { $title } ». Ce que vous avez saisi est gardé ici. Enregistrez à nouveau pour le retenir.
draft-publish-meanwhile = Quelqu’un a modifié ce brouillon pendant ce temps. Relisez-le avant de le publier.
draft-none = Il n’y a pas de brouillon à publier.
draft-too-early = Cette version commence avant la dernière publiée. Changez son jour.
draft-no-line = Il faut au moins une ligne.
draft-lines-hint = Pour retirer une ligne, choisissez « Rien ». Pour en avoir d’autres, enregistrez.
line-title = Ligne { NUMBER($number) } : { $what }
line-new = à remplir
line-nothing = Rien
line-quantity = Combien
line-per = Compté
line-every = Pour combien de classes
line-every-hint = 1 pour chaque classe, 4 pour quatre classes commencées.
line-target = Mieux encore
line-target-less = Ce qui est mieux ne peut pas être moins.
line-applies = Pour qui
line-source = Source, si elle est autre

# Campagnes
campaigns-title = Campagnes
campaigns-under = Du besoin à l’appareil vu dans sa salle, école par école.
campaigns-none = Aucune campagne. Elle commence par ses besoins.
campaign-schools = Écoles
campaign-reach = { $count ->
    [one] { NUMBER($count) } école
   *[other] { NUMBER($count) } écoles
  }
campaign-late = { $count ->
    [one] { NUMBER($count) } ligne en retard
   *[other] { NUMBER($count) } lignes en retard
  }
campaign-ordered = { $ordered ->
    [one] { NUMBER($ordered) } commandé
   *[other] { NUMBER($ordered) } commandés
  } sur { NUMBER($wanted) }
campaign-used = { $used ->
    [one] { NUMBER($used) } mis en place
   *[other] { NUMBER($used) } mis en place
  } sur { NUMBER($wanted) }
campaign-seen = { $seen ->
    [one] { NUMBER($seen) } vu sur place
   *[other] { NUMBER($seen) } vus sur place
  } sur { NUMBER($wanted) }
campaign-ends = Dernière livraison attendue le { $day }.
campaign-nothing = Rien à cette étape.
campaign-file = campagne
needs-title = Besoins d’après le socle
needs-under = Ce qui manque, et que personne n’a encore commandé.
needs-from-gap = Noter les besoins d’après le socle
needs-none = Rien ne manque : tout est là, ou déjà demandé.
needs-schools = { $count ->
    [one] Ce qui manque à { NUMBER($count) } école
   *[other] Ce qui manque à { NUMBER($count) } écoles
  }
needs-expected = Attendu pour le
needs-past = Ce jour est passé.
needs-note = Noter ces besoins
needs-noted = { $count ->
    [one] { NUMBER($count) } besoin est noté.
   *[other] { NUMBER($count) } besoins sont notés.
  }

# Débit
broadband-title = Accès à Internet
broadband-under = Ce qui est déclaré, et ce que l’on mesure sur place.
broadband-both = Le statut déclaré vient d’une carte, qui se trompe parfois. La mesure vient de l’école. Les deux restent, avec leur date.
broadband-declared = Déclaré
broadband-measured = Mesuré
broadband-status = Statut
broadband-unknown = Rien de déclaré
broadband-say = Déclarer ou mesurer
broadband-file = acces-internet
broadband-fibre = Fibre
broadband-very-fast = Très haut débit (30 Mbit/s ou plus)
broadband-fast = Bon haut débit (8 Mbit/s ou plus)
broadband-slow = Moins de 8 Mbit/s
broadband-air = Satellite ou réseau mobile
broadband-none = Aucun accès
declared-on = Constaté le
declared-source-hint = Par exemple « Ma connexion internet », ARCEP, 2027.
said-on = le { $day }
measured-on = Mesuré le
megabits = { $speed } Mbit/s
speed-down = Réception (Mbit/s)
speed-up = Envoi (Mbit/s)
speed-latency = Temps de réponse (millisecondes)
speed-hint = Le nombre que donne un site de mesure, par exemple 94,5.
speed-unread = Écrivez un nombre de Mbit/s, par exemple 94,5.
speed-none = Aucune mesure
speed-says = { $down } en réception, { $up } en envoi
latency-says = réponse en { NUMBER($latency) } ms
speed-by-page = mesuré par Préau
speed-typed = relevé à la main
speed-note = Noter cette mesure
speed-noted = La mesure est notée.
trial-start = Mesurer maintenant
trial-running = Mesure en cours, une dizaine de secondes…
trial-done = C’est mesuré. Relisez, puis notez la mesure.
trial-failed = La mesure n’a pas abouti. Vous pouvez écrire les nombres d’un autre site.
trial-too-many = Cette école a déjà fait dix mesures en une heure. Réessayez plus tard.
declared-table = Tableau des statuts déclarés
declared-table-hint = CSV, Excel ou LibreOffice : une colonne UAI, une colonne statut ou technologie, et une date si elle est connue. Rien ne change avant que vous ayez vu ce qui changerait.
declared-would = { $count ->
    [0] Aucune école ne changerait
    [one] { NUMBER($count) } école changerait
   *[other] { NUMBER($count) } écoles changeraient
  }
declared-left = Lignes laissées de côté
declared-line = Ligne du tableau
declared-kept = { $count ->
    [0] Rien n’a changé.
    [one] { NUMBER($count) } école est à jour.
   *[other] { NUMBER($count) } écoles sont à jour.
  }
why-school-twice = Cette école est déjà sur une ligne plus haut.
why-status = Ce statut n’est pas connu. Écrivez fibre, très haut débit, bon haut débit, ADSL, satellite ou aucun.
unread-no-columns = Il faut une colonne UAI et une colonne statut ou technologie.

# Changer d’école
move-title = Changer d’école
move-to = École qui le reçoit
move-uai-hint = Son UAI : sept chiffres et une lettre.
move-says = La salle est oubliée : l’école qui le reçoit la dira. Le déplacement est noté au journal des deux écoles.
move-nowhere = Vous ne gardez le matériel d’aucune autre école.
move-bad = Ce n’est pas un UAI : vérifiez la lettre à la fin.
move-not-yours = Cette école n’est pas une des vôtres, ou elle est fermée.
move-tag-taken = Le numéro d’inventaire { $number } est déjà pris dans cette école. Changez-le d’abord.
moved = L’appareil est maintenant à { $school }.

did-order-needs = a noté des besoins de matériel
did-baseline-publish = a publié une version du socle numérique
did-broadband-declare = a déclaré un accès à Internet
did-broadband-measure = a noté une mesure de débit
did-device-move = a déplacé un appareil vers une autre école
did-inventory-export = a exporté tout le matériel

# Colonnes dites une fois
columns-title = Dire ce que sont les colonnes
columns-under = Une fois suffit : le prochain tableau qui a les mêmes titres sera lu sans rien demander.
columns-nothing = Rien d’utile
columns-empty = Vide
columns-untitled = Colonne { NUMBER($number) }
columns-twice = Une autre colonne dit déjà cela.
columns-no-number = Une colonne doit être le numéro de série ou le numéro d’inventaire.
columns-elsewhere = Les titres sont sur une autre ligne
columns-line = Ligne des titres
fact-serial = Numéro de série
fact-tag = Numéro d’inventaire
fact-school = UAI de l’école
fact-category = Catégorie
fact-brand = Marque
fact-model = Modèle
fact-building = Bâtiment
fact-room = Salle
fact-state = État
fact-bought = Date d’achat
fact-delivered = Date de livraison
fact-price = Prix hors taxes
fact-price-with-tax = Prix toutes taxes comprises
fact-rate = Taux de TVA
fact-funding = Financement
