study-roads = Distances
study-roads-crow = À vol d’oiseau, entre les positions de l’annuaire
study-roads-gone = Ce tableau de trajets n’est plus là. Choisissez-en un autre.
study-roads-add = Donner un tableau de trajets par la route
asked-road = Trajets par la route : { $table }. Là où l’aller et le retour diffèrent, leur moyenne. Un trajet qui manque n’est pas proposé.
refused-unreachable = Aucun choix ne dessert « { $school } » : les trajets de cette école vers les collèges qui restent manquent.
caveat-no-way = Aucun trajet ne la relie : elle n’est pas dans le calcul.
did-roads-keep = a gardé un tableau de trajets
did-roads-forget = a oublié un tableau de trajets
roads-title = Trajets par la route
roads-under = Rien ne change avant que vous ayez vu ce que dit le tableau.
roads-file-hint = CSV, Excel ou LibreOffice. 10 Mo au plus, 400 écoles et 100 collèges au plus.
roads-source-hint = Qui a calculé ces trajets, et avec quoi. Exemple : service d’itinéraires de l’IGN.
roads-day = Jour du calcul
roads-day-to-come = Ce jour n’est pas encore passé.
roads-columns-says = Une ligne par trajet : « de » et « vers » sont des numéros d’école (UAI), puis « km » ou « minutes ». L’aller, le retour ou les deux : quand ils diffèrent, leur moyenne compte. Les lignes entre deux écoles ou entre deux collèges ne servent pas.
roads-table = { $source }, { $day }, en { $unit }
roads-kept = Gardé pour les études
roads-read = Le tableau est lu. Regardez-le avant de le garder.
roads-unit = Unité
roads-ways = Trajets
roads-ways-says = { $count ->
    [one] { NUMBER($count) } trajet, entre { NUMBER($ecoles) } écoles et { NUMBER($colleges) } collèges
   *[other] { NUMBER($count) } trajets, entre { NUMBER($ecoles) } écoles et { NUMBER($colleges) } collèges
  }
roads-missing = Trajets qui manquent
roads-missing-says = { NUMBER($missing) } sur { NUMBER($all) }
roads-uneven = Aller et retour différents
roads-uneven-says = { $count ->
    [one] { NUMBER($count) } trajet, de { $most } au plus : la moyenne compte
   *[other] { NUMBER($count) } trajets, de { $most } au plus : la moyenne compte
  }
roads-aside = Lignes entre deux écoles ou deux collèges, sans usage
roads-alone = { $count ->
    [one] { NUMBER($count) } établissement n’a aucun trajet : une étude par la route le laisse de côté.
   *[other] { NUMBER($count) } établissements n’ont aucun trajet : une étude par la route les laisse de côté.
  }
roads-keep = Garder pour les études
roads-forget = Oublier ce tableau
roads-ready = Le tableau est gardé. Il est choisi pour cette étude.
roads-forgotten = Le tableau est oublié. Les études qui s’en sont servies gardent leurs trajets.
roads-unread-no-columns = Ce fichier n’a pas les colonnes attendues : « de », « vers », puis « km » ou « minutes ».
roads-unread-no-way = Aucune ligne n’est un trajet entre une école et un collège du territoire.
roads-unread-too-large = Ce tableau est trop grand : 150 000 lignes, 400 écoles et 100 collèges au plus.
unit-km = kilomètres
unit-minutes = minutes
left-out-not-a-distance = Ce n’est pas une distance ni une durée possible.
