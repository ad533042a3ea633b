# Effet des pilotes
effects = Effet des pilotes
effects-help = Ce que le programme change là où il est entré, et ce qu’on ne peut pas encore dire.
studies-none = Aucune étude pour l’instant. Commencez par prévoir ce qui pourra être vu.
study-waits = à relire
outcomes-new = Importer des résultats
outcomes-new-under = Un tableau avec une ligne par école et par année. Rien n’est calculé avant votre relecture.
outcomes-name = Nom de l’étude
study-outcome = Ce qui est mesuré
study-outcome-hint = Par exemple : score moyen à l’entrée en 6e.
study-table = Tableau
study-table-hint = CSV, XLSX ou ODS. Colonnes : UAI, année, résultat, première année comme pilote (vide pour jamais).
study-control = Comparer avec
control-never = Les écoles qui ne sont jamais pilotes
control-never-hint = Le choix le plus simple, quand il en reste assez.
control-not-yet = Les écoles qui ne sont pas encore pilotes
control-not-yet-hint = Utile quand presque toutes le deviennent.
study-columns = Les colonnes ont d’autres titres
study-columns-why = Écrivez ici le titre exact des colonnes qui ne sont pas reconnues.
cell-unit = École
cell-time = Année
cell-outcome = Résultat
cell-first = Première année comme pilote
study-send = Lire le tableau
study-keep = Garder et calculer
study-give-up = Abandonner
study-coming = Le tableau est en cours de lecture.
study-kept = L’étude est gardée.
study-given-up = L’étude est supprimée.
study-delete = Supprimer l’étude
study-delete-sure = Les résultats importés et ce qu’ils disent seront supprimés.
never = jamais
preview-says = Relisez avant de garder. Rien n’est encore calculé.
preview-read = Ce qui est lu
preview-lines = Lignes
preview-years = Années
preview-cohorts = Écoles par année d’entrée
preview-first-lines = Premières lignes
preview-doubts = À vérifier
line-doubt = Ligne { NUMBER($line) } :
doubt-uai = ce n’est pas un numéro d’école. La ligne n’est pas lue.
doubt-year = l’année n’est pas lisible. La ligne n’est pas lue.
doubt-outcome = le résultat n’est pas un nombre. La ligne n’est pas lue.
doubt-first = la première année n’est pas lisible. La ligne n’est pas lue.
doubt-two-firsts = cette école a déjà une autre première année. La ligne n’est pas lue.
doubt-twice = cette école a déjà un résultat cette année-là. La ligne n’est pas lue.
doubt-closed-school = cette école est fermée. Si elle a fusionné, ses années d’avant et d’après sont sous deux numéros. La ligne est lue.
doubt-unknown-school = aucune école du territoire n’a ce numéro. La ligne est lue.
unread-no-file = Choisissez un tableau.
unread-lost = Le tableau n’a pas été reçu entier. Renvoyez-le.
unread-nothing = Ce fichier n’est pas un tableau.
unread-damaged = Ce fichier est abîmé. Exportez-le de nouveau.
unread-no-unit = Il manque la colonne des écoles (UAI).
unread-no-time = Il manque la colonne de l’année.
unread-no-outcome = Il manque la colonne du résultat.
unread-no-first = Il manque la colonne de la première année comme pilote.
unread-too-long = Ce tableau est trop long : 60 000 lignes au plus.
unread-no-line = Aucune ligne n’a pu être lue.
why-empty = Aucune école n’a un résultat pour chaque année. Complétez le tableau.
why-one-date = Il n’y a qu’une année : un changement en demande deux.
why-nobody-adopts = Aucune école ne devient pilote entre la deuxième année et la dernière.
why-nobody-never = Toutes les écoles deviennent pilotes : comparez avec celles qui ne le sont pas encore.
why-nobody-not-yet = Toutes les écoles deviennent pilotes la même année : il n’y a personne à qui comparer.
why-too-large = Ce tableau est trop grand pour être calculé ici.
why-other = Le calcul n’a pas été possible avec ce tableau.
verdict-too-few = Trop peu d’écoles : on ne peut rien dire.
verdict-not-alike = Les écoles n’évoluaient déjà pas de la même façon avant : ce n’est pas l’effet du programme.
verdict-inconclusive = On ne peut pas conclure : il y a peut-être un effet, peut-être aucun.
verdict-conclusive = Il y a un effet : ni l’erreur ni le hasard ne l’expliquent.
effect = Effet
effect-from = Au moins
effect-to = Au plus
effect-says = Effet moyen : { $effect }. La vraie valeur est sans doute entre { $from } et { $to }.
events-title = Avant et après
events-under = Chaque point est l’écart avec les écoles comparées. Avant l’entrée, il devrait rester près de zéro.
events-picture = { $what } : l’écart avec les écoles comparées, année par année depuis l’entrée. Le tableau qui suit dit les mêmes nombres.
events-table = Écart année par année
since-head = Année
since-first = Année d’entrée
since-before = { $years ->
    [one] { NUMBER($years) } an avant
   *[other] { NUMBER($years) } ans avant
  }
since-after = { $years ->
    [one] { NUMBER($years) } an après
   *[other] { NUMBER($years) } ans après
  }
trust-title = Jusqu’où s’y fier
trust-schools = Écoles
trust-counts = { NUMBER($treated) } mesurées, { NUMBER($compared) } comparées
trust-before = Avant l’entrée
trust-alike = Rien ne montre qu’elles évoluaient autrement (p = { $p }).
trust-not-alike = Elles évoluaient déjà autrement (p = { $p }).
trust-no-before = Il n’y a pas assez d’années avant pour le savoir.
trust-chance = Le hasard
chance-exact = { $strong ->
    [one] { NUMBER($strong) } des { NUMBER($deals) } façons de distribuer les dates donne un écart au moins aussi fort.
   *[other] { NUMBER($strong) } des { NUMBER($deals) } façons de distribuer les dates donnent un écart au moins aussi fort.
  }
chance-drawn = { $strong ->
    [one] { NUMBER($strong) } tirage au sort des dates sur { NUMBER($deals) } donne un écart au moins aussi fort.
   *[other] { NUMBER($strong) } tirages au sort des dates sur { NUMBER($deals) } donnent un écart au moins aussi fort.
  }
trust-left-out = Écoles mises de côté
cohorts-title = Par année d’entrée
cells-title = Chaque année d’entrée, chaque année
cells-of = Entrée en { $year }
method = Méthode : différences de différences par année d’entrée (Callaway et Sant’Anna, 2021), avec des bandes qui valent pour toute la série. Une seule valeur ne prouve rien.
did-study-add = a importé des résultats
did-study-keep = a gardé une étude d’effet
did-study-delete = a supprimé une étude d’effet

# Prévoir
plan-title = Prévoir ce qui pourra être vu
plan-under = Avant de collecter quoi que ce soit : le plus petit effet que l’étude trouverait.
plan-cohorts = Écoles pilotes, année après année
plan-cohorts-hint = Par exemple : 42 42 42.
plan-never = Écoles jamais pilotes
plan-before = Années mesurées avant la première entrée
plan-after = Années mesurées après la dernière entrée
plan-deviation = Écart-type du résultat entre écoles
plan-deviation-hint = Combien les écoles diffèrent entre elles, dans l’unité du résultat.
plan-correlation = Ressemblance d’une année à l’autre
plan-correlation-hint = De 0, aucune, à 1, la même. Souvent 0,8 pour une moyenne d’école.
plan-power = Chances de le trouver
plan-power-hint = Souvent 0,8 : quatre fois sur cinq.
plan-compute = Calculer
plan-found = Le plus petit effet que l’étude trouverait : { $effect }
plan-share = Soit { $share } écart-type entre écoles.
plan-below = Si l’effet attendu est plus petit, l’étude dira sans doute qu’on ne peut pas conclure.
plan-out-of-range = Ce nombre n’est pas possible ici.
plan-impossible = Avec ces nombres il n’y a personne à mesurer ou à qui comparer.
cohorts-table = Effet par année d’entrée
