problem-not-found-title = Page introuvable
problem-not-found = Cette page n’existe pas, ou elle n’est pas pour vous. Revenez à l’accueil pour retrouver ce que vous cherchez.
problem-forbidden-title = Page réservée
problem-forbidden = Votre rôle ne donne pas accès à cette page. Si vous pensez que c’est une erreur, parlez-en à votre école ou à votre collège.
problem-signed-out-title = Connectez-vous
problem-signed-out = Il faut être connecté pour voir cette page.
problem-stale-form-title = Formulaire périmé
problem-stale-form = Ce formulaire a été ouvert il y a trop longtemps ou dans une autre session. Rien n’a été envoyé : revenez à la page précédente, rechargez-la et recommencez ; ce que vous avez écrit y est gardé.
problem-too-large-title = Fichier trop lourd
problem-too-large = Ce que vous envoyez dépasse la taille permise. Rien n’a été envoyé : envoyez vos fichiers en plusieurs fois, reprenez la photo en plus petit ou coupez l’enregistrement en deux.
problem-too-many-files-title = Trop de fichiers à la fois
problem-too-many-files = C’est plus de fichiers que cette page n’en prend à la fois. Rien n’a été envoyé : revenez à la page précédente et envoyez-les en plusieurs fois.
problem-malformed-title = Demande incomprise
problem-malformed = La demande envoyée n’est pas lisible. Rien n’a été changé : revenez à la page précédente et recommencez.
problem-too-many-title = Trop d’essais
problem-too-many = Il y a eu trop d’essais. Attendez quelques minutes, puis recommencez.
problem-disk-full-title = Rien n’a été enregistré
problem-disk-full = Le serveur n’a plus de place sur son disque. Ce que vous avez écrit est encore dans cette page : gardez-la ouverte et recommencez plus tard.
problem-disk-refuses = Le disque du serveur refuse d’écrire. Ce que vous avez écrit est encore dans cette page : gardez-la ouverte et recommencez plus tard.
problem-busy-title = Le serveur est très occupé
problem-busy = Rien n’a été changé. Attendez un instant et recommencez.
problem-unknown-outcome-title = Réponse perdue
problem-unknown-outcome = La liaison s’est coupée au moment d’enregistrer. Revenez à la page précédente pour voir si c’est fait avant de recommencer.
problem-internal-title = Une erreur s’est produite
problem-internal = C’est de notre faute, et rien n’a été changé. Recommencez ; si cela continue, prévenez la personne qui s’occupe de Préau.
problem-refused-title = Ce n’est pas possible
## The entrance, when many sign in at once
waiting-title = Avant de vous connecter
waiting-next = Vous êtes en tête de la file
waiting-ahead = { $ahead ->
    [one] Une personne devant vous
   *[other] { NUMBER($ahead) } personnes devant vous
  }
waiting-soon = Attente estimée : moins d’une minute.
waiting-minutes = Attente estimée : environ { NUMBER($minutes) } minutes.
waiting-long = Attente estimée : plus d’une heure.
waiting-kept = Gardez cette page ouverte : elle s’actualise toute seule. Votre place est gardée deux heures, même si vous la fermez ou si le réseau se coupe.
waiting-password = Quand ce sera à vous, vous aurez cinq minutes pour taper votre mot de passe.
waiting-again = Actualiser maintenant
waiting-why-title = Pourquoi attendre ?
waiting-why = Beaucoup de personnes se connectent en même temps. Chacun entre à son tour, dans l’ordre d’arrivée ; celles et ceux qui sont déjà entrés continuent leur travail.
problem-crowded-title = Trop de personnes attendent ici
problem-crowded = Beaucoup de personnes attendent déjà derrière votre connexion à Internet. Rien n’est perdu : recommencez dans quelques minutes.
field-required = Ce champ est à remplir.
field-too-long = { $max ->
    [one] Ce texte est trop long : un caractère au plus.
   *[other] Ce texte est trop long : { NUMBER($max) } caractères au plus.
  }
field-not-a-day = Choisissez une date, par exemple 24/11/2026.
field-not-a-time = Choisissez une heure, par exemple 8:30.
field-not-a-number = Écrivez un nombre entier entre { NUMBER($min) } et { NUMBER($max) }.
field-not-a-choice = Choisissez une des réponses proposées.
errors-title = { $count ->
    [one] Il y a une chose à corriger
   *[other] Il y a { NUMBER($count) } choses à corriger
  }
back-home = Revenir à l’accueil
optional = (facultatif)
who-sees = Qui peut voir ceci ?
dismiss = Fermer ce message
pages = Pages
previous = Précédente
next = Suivante
editor-toolbar = Mise en forme
editor-bold = Gras
editor-italic = Italique
editor-heading = Titre
editor-list = Liste à puces
editor-numbers = Liste numérotée
editor-link = Lien
editor-undo = Annuler
editor-image = Image
editor-table = Tableau, ou une ligne de plus
editor-formula = Formule
editor-done = Placer
editor-cancel = Annuler
editor-link-text = Texte à lire
editor-link-address = Adresse
editor-link-example = Par exemple : www.exemple.fr
editor-link-bad = Ce n’est pas une adresse.
editor-link-remove = Effacez l’adresse pour retirer le lien.
editor-table-new = Tableau
editor-table-rows = Lignes
editor-table-columns = Colonnes
editor-image-which = Quelle image ?
editor-image-words = Que montre cette image ?
editor-image-why = Ces mots sont lus à qui ne la voit pas.
editor-image-none = Ajoutez d’abord l’image dans les documents, puis enregistrez.
editor-formula-what = Formule
editor-formula-how = Par exemple : x^2 ou \frac{"{1}"}{"{2}"}
editor-fraction = Fraction
editor-root = Racine carrée
editor-power = Puissance
editor-rank = Indice
editor-times = Multiplié par
editor-at-most = Inférieur ou égal
editor-at-least = Supérieur ou égal
editor-pi = Pi
editor-degree = Degrés
photo-working = Photo {"{"}n{"}"} sur {"{"}total{"}"}…
photo-one = 1 fichier prêt, {"{"}size{"}"}
photo-many = {"{"}n{"}"} fichiers prêts, {"{"}size{"}"}
photo-units = o ko Mo
