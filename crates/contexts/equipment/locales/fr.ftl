# by-key: category-, stage-, state-, part-, event-, did-, why-, note-, outcome-, import-state-, unread-, loan-end-, came-back-, trouble-, stand-
# by-key: category-, stage-, state-, part-, event-, did-, why-, note-, outcome-, import-state-, unread-
# by-key: what-, applies-, per-, broadband-, kind-, topic-, answer-, survey-state-, fact-
# Matériel
title = Matériel
schools = Écoles et établissements
schools-count = { $count ->
    [0] Aucune école
    [one] { NUMBER($count) } école ou établissement
   *[other] { NUMBER($count) } écoles et établissements
  }
schools-none = Aucune école ne porte ce nom.
school-name = École
school-commune = Commune
number = Numéro
number-hint = Numéro de série ou d’inventaire, tapé ou scanné.
find = Chercher
found = Numéro { $number }
found-none = Aucun appareil de vos écoles ne porte ce numéro.
tally-mobile = Tablettes et portables
tally-shown = Projecteurs et écrans
tally-other = Autres
tally-broken = En panne
refresh = Actualiser
save = Enregistrer
saved = C’est enregistré.
device = Appareil
devices = Appareils
count = { $count ->
    [0] Aucun appareil
    [one] { NUMBER($count) } appareil
   *[other] { NUMBER($count) } appareils
  }
lines = { $count ->
    [one] { NUMBER($count) } ligne
   *[other] { NUMBER($count) } lignes
  }
none = Rien ne correspond. Ajoutez du matériel, ou envoyez un tableau.
search = Modèle, numéro ou salle
all = Toutes
all-present = Tous, sauf ce qui est sorti
add = Ajouter du matériel
change = Modifier
export = Exporter
export-name = materiel.csv
past = Ce qui s’est passé
nothing = rien
seen = Vu pour la dernière fois : { $day }.
euros = { NUMBER($euros) }

# Ce qui est dit d’un appareil
part-school = École
part-category = Catégorie
part-brand = Marque
part-model = Modèle
part-serial = Numéro de série
part-tag = Numéro d’inventaire
part-state = État
part-place = Lieu
part-funding = Financement
part-bought = Date d’achat
part-price = Prix HT
place-hint = La salle, le chariot, la réserve. Jamais le nom d’une personne.
funding-hint = La convention ou le budget qui a payé.
price-hint = En euros, hors taxes.
price-unread = Ce prix ne se lit pas. Écrivez par exemple 249,90.

category-tablet = Tablette
category-laptop = Ordinateur portable
category-desktop = Ordinateur fixe
category-projector = Vidéoprojecteur ou écran
category-visualiser = Visualiseur
category-trolley = Chariot
category-wifi = Borne Wi-Fi
category-network = Réseau et stockage
category-printer = Imprimante ou scanner
category-camera = Appareil photo ou caméra
category-robot = Robot ou carte à programmer
category-other = Autre

state-stock = En réserve
state-used = En service
state-lent = Prêté
state-broken = En panne
state-lost = Perdu
state-stolen = Volé
state-gone = Sorti de l’inventaire

event-added = Ajouté à l’inventaire
event-changed = { $what } : de « { $before } » à « { $after } »

did-device-add = a ajouté du matériel
did-device-change = a modifié un appareil
did-device-import = a importé un inventaire
did-labels-print = a imprimé des étiquettes

# Ajouter
serials = Numéros de série
serials-hint = Un par ligne : un appareil par numéro. Collez la liste du livreur, ou scannez. 500 au plus.
how-many = Combien
how-many-hint = Seulement quand il n’y a pas de numéro de série.
first-tag = Premier numéro d’inventaire
first-tag-hint = Par exemple TAB-001 : les suivants seront TAB-002, TAB-003…
first-tag-no-digits = Pour plusieurs appareils, ce numéro doit finir par un nombre, par exemple TAB-001.
added = { $count ->
    [one] Appareil ajouté.
   *[other] { NUMBER($count) } appareils ajoutés.
  }
serial-twice = Le numéro { $number } est deux fois dans la liste.
serial-none = « { $number } » n’est pas un numéro. Retirez cette ligne.
serials-too-many = 500 numéros au plus à la fois.
serial-known = Le numéro de série { $number } est déjà dans l’inventaire.
tag-known = Le numéro d’inventaire { $number } est déjà pris dans cette école.
doubt-rounded = « { $number } » a été arrondi par un tableur. Recopiez le numéro depuis l’appareil.
doubt-formula = « { $number } » est l’erreur d’une formule.
doubt-model = « { $number } » est le nom du modèle, pas le numéro de l’appareil.
doubt-short = « { $number } » est trop court pour un numéro de série.

# Étiquettes
labels-title = Étiquettes
labels-pdf = Étiquettes du matériel
labels-code = Code de l’appareil { $number }
labels-count = { $count ->
    [0] Aucune étiquette
    [one] { NUMBER($count) } étiquette
   *[other] { NUMBER($count) } étiquettes
  }
labels-without = { $count ->
    [one] { NUMBER($count) } appareil n’a pas de numéro : il n’aura pas d’étiquette.
   *[other] { NUMBER($count) } appareils n’ont pas de numéro : ils n’auront pas d’étiquette.
  }
labels-none = Aucun de ces appareils n’a de numéro à écrire sur une étiquette.
labels-format = Planche
labels-large = 24 par feuille (70 × 37 mm)
labels-small = 65 par feuille (38,1 × 21,2 mm)
labels-first = Première étiquette
labels-first-hint = Pour finir une planche entamée : la place de la première étiquette libre, comptée depuis le haut à gauche.
labels-print = Faire le PDF

# Scanner
scan-number = Numéro de l’étiquette
scan-hint = Scannez, ou tapez puis Entrée. Le numéro de série marche aussi.
scan-camera = Utiliser la caméra
scan-view = Image de la caméra
scan-refused = La caméra n’est pas accessible. Tapez le numéro.

# Relevé
stock-title = Relevé
stock-under = Passez dans les salles et scannez ce que vous voyez. On saura ce qui manque.
stock-seen = Vu
stock-place-hint = La salle où vous êtes. Elle reste d’un scan à l’autre. Laissez vide pour ne rien changer.
stock-today = Aujourd’hui
stock-progress = { $seen ->
    [one] { NUMBER($seen) } appareil vu
   *[other] { NUMBER($seen) } appareils vus
  } sur { NUMBER($all) }
stock-missing = Pas encore vus
stock-more = La liste continue : elle raccourcit à chaque scan.
stock-met = Vu : { $device }, { $number }.
stock-unknown = Le numéro { $number } n’est pas dans l’inventaire de vos écoles. Ajoutez d’abord l’appareil.
stock-elsewhere = L’appareil { $number } est noté dans une autre de vos écoles. Ouvrez sa fiche pour voir laquelle.
stock-several = Plusieurs appareils portent le numéro { $number }. Scannez le numéro de série.

# Importer un tableau
import-title = Importer un tableau
import-under = CSV, Excel ou LibreOffice. Rien ne change avant que vous ayez vu ce qui changerait.
import-for = Les lignes qui ne nomment pas d’école sont pour { $school }.
import-file = Tableau
import-file-hint = 20 Mo au plus. La première ligne dit ce que sont les colonnes.
import-compare = Comparer
import-columns = Quelles colonnes sont lues ?
import-columns-says = UAI, bâtiment, salle, catégorie, marque, modèle, numéro de série, numéro d’inventaire, date d’achat, date de livraison, prix HT ou TTC, TVA, financement, état. Il faut au moins un numéro de série ou d’inventaire : c’est à lui qu’un appareil se reconnaît quand le tableau revient. Les exports de Snipe-IT et de GLPI sont lus aussi.
import-no-file = Choisissez un tableau.
import-sent = Tableaux envoyés
import-reading = Le tableau est en cours de lecture.
import-outcome = Ce que cela changerait
import-titles = Colonnes qui ne sont pas lues : { $titles }.
import-conflicts-stay = Les lignes douteuses seront laissées de côté. Corrigez-les dans le tableau et renvoyez-le : le reste ne sera pas ajouté deux fois.
import-apply = { $count ->
    [one] Appliquer { NUMBER($count) } ligne
   *[other] Appliquer { NUMBER($count) } lignes
  }
import-give-up = Abandonner
import-given-up = Le tableau est oublié. Rien n’a changé.
import-applying = Les lignes sont en train d’entrer dans l’inventaire.
import-go-on = Reprendre si cela n’avance plus
import-done = C’est fait.
import-not-waiting = Ce tableau n’attend plus. Rien n’a changé.
import-line = Ligne
import-why = Pourquoi
import-changes = Change : { $parts }.
import-state-reading = Lecture en cours
import-state-waiting = À vérifier
import-state-applying = En cours
import-state-done = Appliqué
import-state-failed = Illisible

outcome-conflict = Douteuses
outcome-create = Nouveaux appareils
outcome-update = Appareils à mettre à jour
outcome-same = Déjà à jour
outcome-nothing = Totaux et titres

why-no-number = Ni numéro de série ni numéro d’inventaire.
why-rounded = Le numéro a été arrondi par un tableur.
why-formula = Le numéro est l’erreur d’une formule.
why-model = Le numéro est celui du modèle.
why-short = Le numéro est trop court.
why-twice = Ce numéro est déjà sur une ligne plus haut.
why-lookalike = Un autre appareil a presque ce numéro : O et 0, I et 1, ou des zéros perdus au début.
why-two-devices = Le numéro de série et le numéro d’inventaire sont ceux de deux appareils différents.
why-tag-taken = Ce numéro d’inventaire est celui d’un autre appareil de l’école.
why-no-school = Aucune école : ni sur la ligne, ni choisie.
why-bad-school = Ce n’est pas un UAI : vérifiez la lettre à la fin.
why-unknown-school = Cette école n’est pas dans le territoire.
why-closed-school = Cette école est fermée. Si elle a fusionné, écrivez le numéro de celle qui l’a remplacée.
why-not-yours = Cette école n’est pas une des vôtres.
why-elsewhere = Cet appareil est noté dans une école qui n’est pas une des vôtres.
why-changed = Quelque chose a changé depuis la comparaison.

note-serial = Numéro de série illisible : laissé vide.
note-tag = Numéro d’inventaire illisible : laissé vide.
note-day = Date illisible : laissée vide.
note-price = Prix illisible : laissé vide.
note-tax = Prix TTC sans taux de TVA : laissé vide.
note-category = Catégorie inconnue.
note-state = État inconnu.

unread-nothing = Ce fichier n’est pas un tableau.
unread-no-titles = Aucune colonne ne s’appelle « numéro de série » ou « numéro d’inventaire ».
unread-too-long = Plus de 50 000 lignes : coupez le tableau en deux.
unread-damaged = Ce fichier est abîmé. Enregistrez-le à nouveau et renvoyez-le.
unread-twice-encoded = Les accents de ce fichier ont été abîmés. Exportez-le à nouveau sans l’ouvrir entre-temps.
unread-internal = Le tableau n’a pas pu être lu. Réessayez plus tard.

# Commandes
orders-title = Commandes
orders-under = Du besoin à l’appareil vu dans sa salle.
orders-none = Aucune commande. Notez un besoin depuis la page d’une école.
order = Commande
order-new = Nouveau besoin ou commande
order-stage = Où en est-on
order-received = Reçus
order-used = En service
order-seen = Vus sur place
order-expected = Attendu le
order-ordered = Commandé le
order-ordered-hint = Laissez vide tant que c’est un besoin.
order-quantity = Quantité
quantity-missing = Combien ? Écrivez un nombre.
expected-before = La livraison ne peut pas venir avant la commande.
campaign = Campagne
campaign-hint = Par exemple Rentrée 2027, ou Territoire numérique éducatif.
stage-needed = Besoin
stage-ordered = Commandé
stage-late = En retard
stage-to-deploy = À mettre en place
stage-to-check = À voir sur place
stage-done = En place
receive-title = Recevoir en scannant
receive = Recevoir
received-of = { $received ->
    [one] { NUMBER($received) } reçu
   *[other] { NUMBER($received) } reçus
  } sur { NUMBER($quantity) }
received-one = { $received ->
    [one] { NUMBER($received) } reçu
   *[other] { NUMBER($received) } reçus
  } sur { NUMBER($quantity) }.
received-surplus = { NUMBER($received) } reçus pour { NUMBER($quantity) } commandés : { NUMBER($surplus) } en trop.
received-already = Le numéro { $number } était déjà reçu.
surplus = { $count ->
    [one] { NUMBER($count) } appareil en trop : gardez-le de côté et prévenez le livreur.
   *[other] { NUMBER($count) } appareils en trop : gardez-les de côté et prévenez le livreur.
  }
event-received = Reçu
did-order-add = a noté une commande de matériel
did-order-change = a modifié une commande de matériel
did-order-receive = a reçu du matériel

# Ce qui se compte
indicator-usable = Appareils utilisables
indicator-usable-help = Les appareils en service, en réserve ou prêtés à la fin du mois. Ce qui est en panne, perdu ou sorti ne compte pas.
indicator-at-baseline = Socle numérique présent
indicator-at-baseline-help = Parmi ce que demande le socle en vigueur à la fin du mois, les appareils qui sont là et qui marchent. Un appareil compte pour une seule ligne.
indicator-required = Socle numérique demandé
indicator-required-help = Les appareils que demande le socle en vigueur à la fin du mois, présents ou non. À lire à côté de ceux qui sont là.
