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
pile-hint = Une photo par page, dans n’importe quel sens, { NUMBER($count) } à la fois au plus. Chaque copie va à son élève.
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
