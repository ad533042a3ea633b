# Les études : quels collèges
college = Collège
ecole = École
did-study-ask = a lancé une étude
did-choice-publish = a publié une étude ou un tirage
did-choice-hide = a retiré une étude ou un tirage
did-decision-record = a enregistré une décision
plain-number = { NUMBER($number) }
number-missing = Écrivez un nombre.
refresh = Actualiser
study = Étude
study-new = Nouvelle étude
study-new-under = Quels collèges ouvrir pour que chaque école en ait un près d’elle ?
study-no-data = Aucun collège n’a de position connue. Importez d’abord l’annuaire des écoles.
study-name = Nom de l’étude
study-name-hint = Exemple : Neuf collèges pour mailler le territoire.
study-objective = Ce que l’on cherche
study-open = Combien de collèges pour mailler
study-open-missing = Écrivez combien de collèges.
study-radius = Rayon, en kilomètres, ou en minutes si les trajets le sont
study-radius-missing = Écrivez le rayon.
study-by-pupils = Compter chaque école autant de fois qu’elle a d’élèves
study-by-pupils-hint = Sinon, une petite école compte autant qu’une grande.
study-rules = Planchers et plafonds
study-rules-says = Une case vide ne demande rien. Ce que coûte chaque contrainte sera dit.
study-rule-crossed = Le plancher est plus haut que le plafond.
study-rules-many = Il y a trop d’intercommunalités pour un plafond chacune.
rule-least = Au moins, parmi : { $of }
rule-most = Au plus, parmi : { $of }
rule-epci-most = Au plus dans chaque intercommunalité
study-each = Collège par collège
study-each-says = Un collège choisi pour ses atouts s’ajoute à ceux du maillage. L’étude montre les deux façons de compter.
each-libre = Libre
each-force = Imposé
each-interdit = Écarté
each-atout = Choisi pour ses atouts
study-solve = Calculer
study-begun = Le calcul est lancé.
study-solving = Calcul en cours
study-found = Trouvé jusqu’ici : { $worth } { $proof }
study-starting = Les distances se calculent.
study-step = Ce que coûte chaque choix : { $at } sur { $of }
study-stop = Arrêter
study-again = Relancer si le calcul s’est interrompu
study-stopped = Le calcul est arrêté.
study-chosen = Le choix est trouvé. Ce que coûte chaque choix se calcule encore.
study-best = Le meilleur choix trouvé : { $worth } { $proof }
study-best-none = Rien n’était encore trouvé.
study-failed = Le calcul n’a rien donné. Reprenez-le dans une nouvelle étude.
study-not-done = Le calcul n’est pas fini. Rien n’a été changé.
study-like = Reprendre dans une nouvelle étude
choice-data = Données au { $day }
choice-published = C’est publié.
choice-hidden = C’est retiré.
choice-decided-stays = Une décision a été prise sur cette étude. Elle reste publiée.
draft = Pas encore publié
published = Publié
file-pdf = Le dossier en PDF
objective-median = Le moins de kilomètres en tout
objective-center = L’école la plus loin, le plus près possible
objective-cover = Le plus d’écoles dans un rayon
objective-hint-median = La somme des distances de chaque école au collège pilote le plus proche.
objective-hint-center = Personne n’est oublié, même si la moyenne est un peu moins bonne.
objective-hint-cover = Écrivez le rayon plus bas.
of-public = collèges publics
of-prive = collèges privés
of-ips = quart des collèges où l’indice social est le plus bas
of-rural = collèges de communes rurales
of-rep = collèges d’éducation prioritaire
of-group = collèges de { $name }
rule-both = { $of } : de { NUMBER($least) } à { NUMBER($most) }
rule-at-least = { $of } : au moins { NUMBER($least) }
rule-at-most = { $of } : au plus { NUMBER($most) }
worth-all = { $far } en tout.
worth-pupils = { $far } en tout, chaque élève compté.
worth-farthest = L’école la plus loin est à { $far }.
worth-schools = { $count ->
    [one] { NUMBER($count) } école dans le rayon.
   *[other] { NUMBER($count) } écoles dans le rayon.
  }
worth-children = { $count ->
    [one] { NUMBER($count) } élève dans le rayon.
   *[other] { NUMBER($count) } élèves dans le rayon.
  }
proven = Aucun autre choix n’est meilleur : c’est prouvé.
not-proven = Ce n’est pas prouvé : un meilleur choix gagnerait au plus { $gap } %.
refused-empty = Aucune école ou aucun collège n’a de position connue.
refused-count = Collèges demandés : { NUMBER($asked) }. Avec ceux que vous imposez et écartez, il en faut de { NUMBER($least) } à { NUMBER($most) }.
refused-rules = Avec { NUMBER($open) } collèges, ces contraintes ne peuvent pas être tenues ensemble : { $rules }. Chacune compte : sans l’une d’elles, les autres tiennent.
refused-rule = { $rule } (il y en a { NUMBER($there) })
refused-both = { $name } est à la fois imposé et écarté.
refused-missing = { $name } n’est plus ouvert, ou n’a pas de position connue.
refused-large = Il y a trop d’écoles pour ce calcul.
asked-objective = Objectif : { $objective }
asked-open = Collèges à choisir : { NUMBER($open) } parmi { NUMBER($sites) }, pour { NUMBER($clients) } écoles
asked-radius = Rayon : { $far }
asked-by-pupils = Chaque école compte autant de fois qu’elle a d’élèves
asked-alike = Chaque école compte une fois
asked-assets = Choisis pour leurs atouts : { $names }
asked-forced = Imposés : { $names }
asked-forbidden = Écartés : { $names }
asked-crow = Distances à vol d’oiseau entre les positions de l’annuaire
parameters = Ce qui a été demandé
caveats = { $count ->
    [one] { NUMBER($count) } remarque sur les données
   *[other] { NUMBER($count) } remarques sur les données
  }
caveats-title = Remarques sur les données
caveat-no-place = Sa position est inconnue : elle n’est pas dans le calcul.
caveat-no-pupils = Son nombre d’élèves est inconnu : elle compte comme une école moyenne.
caveat-same-place = Un autre collège est au même point : ils se valent.
caveat-no-index = Indice social inconnu ou non publié : compté comme la moyenne
caveat-no-pupils-draw = Nombre d’élèves inconnu : compté comme la moyenne
caveat-no-setting = Commune inconnue : ni rurale ni urbaine
way-alone = Le choix proposé
way-within = Les atouts d’abord : ils servent aussi au maillage
way-beside = Le maillage à part : les atouts s’y ajoutent
answer-mean = Distance moyenne
answer-farthest = École la plus loin
answer-within = Écoles à moins de { $far }
chosen-title = Collèges et raisons
map-says = Carte. Collèges pilotes : { NUMBER($pilots) }. Écoles : { NUMBER($schools) }, chacune reliée au plus proche. Les mêmes nombres sont dans les tableaux.
map-legend = Ronds : maillage. Carrés : choisis pour leurs atouts. Les numéros sont ceux du tableau.
reason-near = { $count ->
    [0] Aucune école n’en est la plus proche.
    [one] Le plus proche pour { NUMBER($count) } école, à { $far }.
   *[other] Le plus proche pour { NUMBER($count) } écoles, à { $far } en moyenne.
  }
reason-asset = Choisi pour ses atouts.
reason-forced = Imposé par l’étude.
reason-without = Sans lui : { $cost }.
reason-instead = Sans lui : { $cost }, avec { $names } à la place.
cost-nothing = aucune différence
cost-km = { $far } de plus
cost-pupil-km = { $far } de plus, chaque élève compté
cost-schools = { $count ->
    [one] { NUMBER($count) } école de moins dans le rayon
   *[other] { NUMBER($count) } écoles de moins dans le rayon
  }
cost-pupils = { $count ->
    [one] { NUMBER($count) } élève de moins dans le rayon
   *[other] { NUMBER($count) } élèves de moins dans le rayon
  }
nearly = Des choix presque aussi bons, à un pour cent près
nearly-one = { $name } remplacé par { $names } : { $cost }.
paper-nearly = Presque aussi bon : { $exchange }
prices = Ce que coûte chaque contrainte
price = Coût
price-of = Contrainte
price-forced = Imposer { $name }
price-forbidden = Écarter { $name }
near-title = Le pilote le plus proche de chaque école
near-pilot = Collège pilote
near-far = Distance
try-title = Et si… ?
try-how = Ce que l’on essaie
try-force = L’imposer
try-interdit = L’écarter
try-way = Façon de compter
try-do = Essayer
tried-forced = Avec { $name } :
tried-forbidden = Sans { $name } :
tried-waiting = Essai en cours.
tried-same = le choix ne change pas. { $worth }
tried-changes = { $come } arrive, { $leave } part. { $cost }.
tried-better = { $come } arrive, { $leave } part. Le choix est meilleur : { $worth }
redo = Refaire le calcul
redo-study = Chacun peut vérifier : téléchargez les distances, puis lancez cette commande.
redo-distances = Distances
redo-near = Écoles et pilotes
then = Ensuite
publish = Publier
hide = Retirer
decide = Enregistrer la décision

# Les décisions
decision = La décision
decision-recorded = Enregistrée
decide-says = Une décision enregistrée reste, et l’étude aussi : pour changer, il faut une nouvelle étude. Elle est publiée aussitôt.
decision-body = Qui a décidé
decision-body-hint = Exemple : commission permanente du Département.
decision-day = Date
decision-votes = Votes
decision-way = Choix retenu
decision-changes = Changer la liste, collège par collège
decision-changes-says = Sans changement, la décision suit le choix proposé. Un changement demande une raison.
decision-left = Écoles retirées
decision-left-hint = Leurs numéros, séparés par des espaces.
decision-not-drawn = { $uai } n’est pas dans ce tirage.
decision-reasons = Raisons
decision-reasons-hint = Nécessaires si la décision n’est pas le choix proposé.
decision-reasons-missing = La décision n’est pas le choix proposé. Dites pourquoi.
decision-record = Enregistrer
decision-future = Cette date n’est pas encore passée.
decision-empty = La décision n’a aucune école.
decision-quicker = Une décision vient d’être enregistrée par quelqu’un d’autre. Rien n’a été remplacé. Ce que vous avez écrit est ci-dessous.
decision-there = La décision est déjà enregistrée.
decision-done = La décision est enregistrée et publiée.
decision-says = { $body }, { $day }.
votes = { NUMBER($pro) } pour, { NUMBER($against) } contre, { NUMBER($none) } abstentions
votes-for = Votes pour
votes-against = Votes contre
votes-none = Abstentions
votes-missing = Écrivez un nombre, même zéro.
as-proposed = Comme proposé
decided-in = Retenu
decided-out = Pas retenu
differences = Ce qui change par rapport au choix proposé
differences-none = Rien : la décision est le choix proposé.
difference-added = Ajouté : { $name }
difference-left = Pas retenu : { $name }
cohort = Année { NUMBER($number) }
paper-distances = Distance moyenne : { $mean }. École la plus loin : { $far }.
paper-facts = Secteur { $sector } · indice social : { $ips } · commune { $setting }
paper-near = { $school } ({ $commune }) : { $pilot }, { $far }
paper-likeness = { $respect } : { $means } · écart { $difference }

# Les tirages : quelles écoles, quelle année
did-draw-ask = a fait un tirage
draw = Tirage
draw-new = Nouveau tirage
draw-new-under = { $count ->
    [one] { NUMBER($count) } école ouverte, des années qui se ressemblent.
   *[other] { NUMBER($count) } écoles ouvertes, des années qui se ressemblent.
  }
draw-name = Nom du tirage
draw-per-year = Écoles par an
draw-years = Nombre d’années
draw-from = Première année
draw-do = Tirer au sort
draw-done = Le tirage est fait.
drawing = Le tirage se fait. Cette page revient d’elle-même.
draw-too-few = Il y a { NUMBER($places) } places et { NUMBER($schools) } écoles.
weights = Ce qui compte
weights-says = De 0, sans importance, à 10. Ces poids sont publiés avec le tirage.
weights-none = Aucun critère ne compte : toutes les écoles sont dans le tirage.
weight-social = Indice social bas
weight-rural = Commune rurale
weight-network = Éducation prioritaire
weight-small = Petite école
weight-gap = Besoin d’équipement
need-file = Besoin d’équipement : ce que disent les fichiers importés.
need-baseline = Besoin d’équipement : ce qui manque du socle numérique d’après l’inventaire, à la date des données.
need-unknown = Besoin d’équipement inconnu : ni fichier, ni socle. Il ne compte pas.
weight-says = { $criterion } : { NUMBER($weight) }
seed = Graine du tirage
seed-hint = Un nombre que tout le monde connaît avant. La même graine donne le même tirage.
seed-says = Graine : { $seed }. La même graine donne le même tirage.
draw-how = Comment ces écoles ont été tirées
draw-how-says = { NUMBER($places) } places pour { NUMBER($schools) } écoles. D’abord les critères, puis des années qui se ressemblent. Façons aussi bonnes entre lesquelles le sort a choisi : { NUMBER($alike) } au moins.
lacks = Ce qui manque dans les données
lack = { $what } : { NUMBER($count) }
respect-sector = Secteur
respect-setting = Commune
respect-quarter = Quart d’indice social { $number }
respect-ips = Indice social moyen
respect-pupils = Élèves par école
respect-gap = Besoin d’équipement moyen
respect-of = { $respect } : { $kind }
percent = { $number } %
balance = Les années se ressemblent-elles ?
balance-of = Ce que l’on compare
balance-left = Autres écoles
balance-difference = Écart
balance-says = L’écart le plus grand entre deux années est de { $difference } écart-type. En dessous de 0,1, les années se ressemblent.
balance-misplaced = { $count ->
    [one] { NUMBER($count) } école devrait changer d’année pour que tout soit égal.
   *[other] { NUMBER($count) } écoles devraient changer d’année pour que tout soit égal.
  }
cohort-of = Rentrée { $year }
cohort-count = { $count ->
    [one] { $cohort } : { NUMBER($count) } école
   *[other] { $cohort } : { NUMBER($count) } écoles
  }
redo-draw = Chacun peut vérifier : téléchargez le tableau, puis lancez cette commande.
redo-table = Tableau du tirage
redo-points = Points de chaque école
