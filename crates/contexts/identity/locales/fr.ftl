# by-key: role-, reader-, picture-
# by-key: role-, reader-, did-
sign-in = Se connecter
sign-in-do = Entrer
login = Identifiant
login-hint = Par exemple : prenom.nom
login-choose = Des lettres et des chiffres, par exemple prenom.nom.
password = Mot de passe
stay = Rester connecté sur cet appareil
stay-hint = Seulement si cet appareil est à vous. Vous y lirez aussi votre journée sans réseau.
shared = Cet appareil est partagé
shared-hint = Tablette de la classe, ordinateur du CDI ou de la médiathèque : vous serez déconnecté au bout de deux heures.
shared-until = Cet appareil n’est pas encore connu : vous serez déconnecté à { $time }. S’il est à vous, cochez « Rester connecté » la prochaine fois.
first-time = Première visite ?
have-a-code = J’ai reçu un code
lost-link = Mot de passe perdu ?
lost = Mot de passe perdu
lost-by-message = Recevoir un message
lost-by-message-under = Si vous avez indiqué une adresse ou un mobile dans « Mes coordonnées », un message vous y attendra.
lost-ask = Recevoir un message
lost-too-many = Trop de messages ont été demandés d’ici. Attendez une heure, ou demandez un code à l’école.
lost-by-school = Demander un code à l’école
lost-pupil = Élève : votre enseignant vous donne un nouveau code, tout de suite.
lost-guardian = Parent : le secrétariat ou la direction de l’école vous donne un nouveau code.
lost-staff = Personnel : le secrétariat ou la direction de votre établissement vous donne un nouveau code.
lost-asked = Si cet identifiant existe et qu’une adresse ou un mobile y est rattaché, un message vient de partir.
lost-code = Code du message
lost-code-hint = 12 lettres et chiffres, valables 30 minutes. En ouvrant le lien du message, ce code s’écrit tout seul.
lost-code-over = Ce code n’existe pas, a déjà servi ou est périmé. Vérifiez chaque signe, ou demandez un nouveau message.
lost-choose-under = Vos appareils seront déconnectés, et vous en serez averti.
lost-choose = Changer de mot de passe
lost-done = Votre mot de passe est changé. Connectez-vous avec le nouveau.
lost-letter-subject = Préau : choisir un nouveau mot de passe
lost-letter =
    Bonjour,

    Un nouveau mot de passe a été demandé pour votre compte Préau.
    Ouvrez ce lien dans les 30 minutes :
    { $link }

    Si la page demande un code, tapez : { $code }

    Vous n’avez rien demandé ? Ne faites rien : votre mot de passe ne change pas.
    Ne donnez ce code à personne, l’école ne vous le demandera jamais.
lost-sms = Préau : pour choisir un nouveau mot de passe (30 minutes) : { $link }
contacts = Mes coordonnées
contacts-under = Pour être averti, et retrouver votre compte si vous perdez votre mot de passe.
contacts-open = Voir mes coordonnées
contacts-closed = Votre territoire n’envoie ni courriel ni SMS pour le moment.
contact-mail = Adresse de courriel
contact-mail-hint = Par exemple : nadia@exemple.fr
contact-mail-wrong = Ce n’est pas une adresse de courriel. Elle ressemble à nadia@exemple.fr.
contact-mobile = Mobile
contact-mobile-label = Numéro de mobile
contact-mobile-hint = Par exemple : 06 12 34 56 78
contact-mobile-wrong = Ce n’est pas un numéro de mobile où nous pouvons écrire. Il commence par 06 ou 07.
contact-ask = Recevoir un code
contact-asked = Un code est parti. Il arrive en une minute ou deux.
contact-code-sent = Nous avons envoyé un code à { $to }. Tapez-le ici.
contact-code = Code reçu
contact-code-hint = 6 chiffres, valables 30 minutes.
contact-code-wrong = Ce n’est pas ce code. Regardez le dernier message reçu.
contact-code-over = Ce code n’est plus valable. Demandez-en un autre.
contact-prove = Confirmer
contact-proved = Confirmé
contact-is-proved = C’est confirmé.
contact-remove = Retirer
contact-removed = C’est retiré.
contact-mail-give = Indiquer une adresse
contact-mail-change = Changer d’adresse
contact-mobile-give = Indiquer un mobile
contact-mobile-change = Changer de mobile
contact-remove-mail = Retirer mon adresse
contact-remove-mobile = Retirer mon mobile
contact-remove-under = Préau ne pourra plus vous y prévenir, ni vous aider par là si vous perdez votre mot de passe.
contact-left-subject = Préau : vos coordonnées ont changé
contact-left-letter =
    Bonjour,

    Cette adresse ne sert plus à vous joindre sur Préau : elle vient d’être remplacée ou retirée.

    C’est vous ? Il n’y a rien à faire.
    Ce n’est pas vous ? Changez tout de suite votre mot de passe : { $address }/mon-compte
    Vous ne pouvez plus entrer ? Demandez un nouveau code à l’école : en l’utilisant, vous déconnectez tous les autres appareils.
contact-left-sms = Préau : ce numéro ne sert plus à vous joindre. Ce n’est pas vous ? Demandez un nouveau code à l’école.
contact-too-many = Vous avez demandé assez de codes pour aujourd’hui. Recommencez demain.
contact-letter-subject = Préau : votre code
contact-letter =
    Votre code Préau : { $code }
    Il est valable 30 minutes. Si vous n’avez rien demandé, ignorez ce message.
wrong-password = Identifiant ou mot de passe incorrect. Vérifiez les deux et recommencez.
too-many = { $minutes ->
    [one] Il y a eu trop d’essais. Attendez une minute, puis recommencez.
   *[other] Il y a eu trop d’essais. Attendez { NUMBER($minutes) } minutes, puis recommencez.
  }
too-many-codes = { $minutes ->
    [one] Il y a eu trop de codes faux d’ici. Attendez une minute, puis recommencez.
   *[other] Il y a eu trop de codes faux d’ici. Attendez { NUMBER($minutes) } minutes, puis recommencez.
  }
signed-out = Vous êtes déconnecté.
signed-out-everywhere = Vous êtes déconnecté de tous vos appareils.
activate = Activer mon compte
activate-under = Avec le code imprimé que l’école vous a remis.
code = Code
code-hint = 12 lettres et chiffres. Majuscules, espaces et tirets ne comptent pas.
next-step = Continuer
have-an-account = J’ai déjà un compte
code-malformed = Un code a 12 lettres et chiffres. Regardez la feuille et recommencez.
code-unknown = Ce code n’existe pas, ou il a été remplacé. Vérifiez chaque signe, ou demandez un nouveau code.
code-used = Ce code a déjà servi. Connectez-vous avec votre mot de passe, ou demandez un nouveau code.
code-expired = Ce code est périmé. Demandez-en un nouveau.
code-is-for = Ce code est pour { $name }
choose-password = Choisir un mot de passe
new-password = Nouveau mot de passe
password-hint = { $least ->
    [one] Au moins un caractère.
   *[other] Au moins { NUMBER($least) } caractères. Trois mots sans rapport font un bon mot de passe.
  }
password-again = Le même mot de passe, encore une fois
password-short = { $least ->
    [one] Ce mot de passe est trop court : il faut au moins un caractère.
   *[other] Ce mot de passe est trop court : il faut au moins { NUMBER($least) } caractères.
  }
password-long = { $most ->
    [one] Ce mot de passe est trop long : un caractère au plus.
   *[other] Ce mot de passe est trop long : { NUMBER($most) } caractères au plus.
  }
password-own-name = Votre nom ou votre identifiant ne peut pas servir de mot de passe.
password-place = Le nom de votre école ou de sa commune ne peut pas servir de mot de passe : c’est la première chose que l’on essaierait.
password-common = Ce mot de passe est l’un des premiers que l’on devinerait. Choisissez-en un autre.
password-differs = Les deux mots de passe sont différents.
come-in = Enregistrer et entrer
not-me = Ce n’est pas moi
welcome = Bienvenue { $name }
welcome-under = Votre compte est prêt.
account-ready = Compte prêt
your-login = Votre identifiant
login-keep = Notez-le : il vous sera demandé avec votre mot de passe la prochaine fois. Vous le retrouverez dans « Mon compte ».
to-my-day = Voir ma journée
my-account = Mon compte
name = Nom
sign-out = Se déconnecter
language = Langue
language-do = Choisir cette langue
link-title = Ajouter un enfant d’une autre école
link-under = Un de vos enfants est dans une autre école, qui vous a donné un code ? Entrez-le : tous vos enfants seront au même endroit.
link-go = J’ai un code
link-hint = Le code à votre nom, sur la feuille de l’autre école. Capitales et tirets ne comptent pas.
link-do = Ajouter
link-means = Vous garderez votre identifiant et votre mot de passe. Le code de l’autre école ne servira plus.
link-done = C’est fait : tous vos enfants sont sur cette page.
link-already = C’était déjà fait : tous vos enfants sont sur cette page.
link-own-code = Ce code est celui du compte où vous êtes : il n’y a rien à ajouter.
link-code-of-pupil = Ce code est celui d’un élève, pour entrer à sa place. Il faut le code à votre nom : demandez-le à l’école.
link-code-of-staff = Ce code est celui d’une personne qui travaille dans un établissement : il ne peut pas s’ajouter ici. Il reste valable.
link-unlike = Ce code est au nom de quelqu’un d’autre. Rien n’a changé et il reste valable. S’il est bien pour vous, dites-le à l’école : elle le verra dans ses doublons.
account-joined = Ce compte est réuni avec votre autre compte. Entrez avec l’identifiant { $login } et son mot de passe.
code-joined = Ce code ne sert plus : votre compte est déjà ouvert. Entrez avec votre identifiant, ou demandez un nouveau mot de passe à l’école.
change-password = Changer de mot de passe
password-now = Mot de passe actuel
password-now-wrong = Ce n’est pas votre mot de passe actuel.
password-changed = Votre mot de passe est changé. Vos autres appareils sont déconnectés.
devices = Appareils connectés
device = Appareil
last-seen = Dernière activité
action = Action
this-device = Cet appareil
close-device = Déconnecter
device-closed = Cet appareil est déconnecté.
sign-out-everywhere = Se déconnecter partout
browser-on = { $browser } sur { $system }
unknown-device = Navigateur inconnu
opened = Connecté depuis
device-new = Nouveau
device-shared = Partagé
device-not-mine = Vous ne reconnaissez pas un appareil ? Déconnectez-le, puis changez votre mot de passe.
two-steps = Connexion en deux étapes
two-steps-why = Un mot de passe volé ne suffit plus : il faut aussi votre téléphone ou votre clé.
two-steps-open = Régler les deux étapes
two-steps-on = La connexion en deux étapes est activée. Vos autres appareils sont déconnectés.
two-steps-must = Vous administrez le territoire : ajoutez une seconde étape.
two-steps-until = Vous administrez le territoire : la seconde étape est obligatoire. Ajoutez-la ci-dessous avant cette date : { $until }. Ensuite, vos droits d’administration seront suspendus tant qu’elle manque.
two-steps-suspended = Vos droits d’administration sont suspendus : la seconde étape est obligatoire et le délai est passé. Ajoutez-la ci-dessous, vos droits reviennent aussitôt.
two-steps-last = C’est votre seule seconde étape, et elle est obligatoire. Ajoutez-en une autre avant de retirer celle-ci.
later = Plus tard
is-on = Activé
is-off = Non activé
turn-on = Activer
remove = Retirer
never = Jamais
way-removed = C’est retiré.
password-again-why = Il est redemandé avant tout changement ici.
codes-app = Application de codes
codes-app-what = Une application sur votre téléphone, comme FreeOTP ou Aegis, montre un code à six chiffres qui change sans cesse.
codes-app-add = Ajouter une application de codes
codes-app-remove = Retirer l’application de codes
codes-app-remove-under = Ses codes ne serviront plus.
codes-app-scan = 1. Montrez cette image à l’application
codes-app-scan-how = Dans l’application, choisissez « Ajouter », puis visez l’image. Elle vaut un quart d’heure.
codes-app-picture = Image à montrer à l’application de codes
codes-app-type = Je ne peux pas viser l’image
codes-app-type-how = Tapez cette clé dans l’application :
codes-app-check = 2. Tapez le code qu’elle montre
codes-app-check-hint = Six chiffres. Il change toutes les trente secondes.
codes-app-wrong = Ce code n’est pas le bon. Attendez le suivant et recommencez ; vérifiez aussi l’heure du téléphone.
keys = Clés d’accès
keys-what = Votre téléphone, votre ordinateur ou une clé USB vous reconnaît, par le doigt, le visage ou un code. Plus de mot de passe à taper.
keys-add = Ajouter une clé d’accès
key = Clé
key-used = Dernier usage
key-added = Ajoutée avec { $device }, { $when }
key-remove = Retirer cette clé d’accès
key-remove-under = Elle n’ouvrira plus votre compte.
key-sign-in = Entrer avec une clé d’accès
key-sign-in-hint = Le doigt, le visage ou le code de votre appareil.
key-second = Utiliser ma clé d’accès
key-cancelled = Rien n’a été fait : l’appareil n’a pas confirmé. Recommencez quand vous voulez.
key-failed = Cette clé n’a pas été reconnue. Recommencez, ou utilisez votre mot de passe.
key-needs-script = Une clé d’accès a besoin de JavaScript. Sans lui, utilisez une application de codes.
key-unsupported = Ce navigateur n’a pas de clés d’accès. Utilisez une application de codes.
key-too-many = Vous avez déjà vingt clés d’accès. Retirez-en une d’abord.
spare-codes = Codes de secours
spare-code = Code de secours
spare-left = { $left ->
    [one] Il vous reste { NUMBER($left) } code de secours.
   *[other] Il vous reste { NUMBER($left) } codes de secours.
  }
spare-renew = Faire de nouveaux codes de secours
spare-renew-under = Les anciens ne serviront plus.
spare-keep = Pour le jour où le téléphone est perdu. Imprimez-les ou recopiez-les, et gardez-les loin de lui : ils ne seront plus montrés. Chacun sert une fois.
spare-kept = Je les ai notés
second-step = Seconde étape
second-step-under = Votre mot de passe est le bon. Il reste à montrer que c’est vous.
second-code = Code à six chiffres
second-code-hint = Celui de votre application de codes, ou un code de secours.
second-spare-hint = 12 lettres et chiffres. Chacun sert une fois.
second-wrong = Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant et recommencez.
second-lost = Ni téléphone ni code de secours ? Demandez à la personne qui vous a remis votre code d’activation de retirer votre seconde étape.
second-over = La seconde étape a trop attendu. Recommencez avec votre mot de passe.
codes = Codes d’activation
codes-under = Choisissez une classe : vous verrez qui a activé son compte, et vous pourrez imprimer les codes.
staff = Personnel
no-class = Vous n’avez pas de classe.
codes-of-class = Codes des élèves, { $class }
codes-of-guardians = Codes des responsables, { $class }
codes-of-staff = Codes du personnel, { $school }
activated-count = { $active ->
    [one] Un compte activé sur { NUMBER($all) }
   *[other] { NUMBER($active) } comptes activés sur { NUMBER($all) }
  }
nobody-here = Il n’y a personne ici.
print-explained = Une lettre par personne, à remettre en main propre. Ceux qui n’ont pas encore de code en reçoivent un.
letters-language = Langue des lettres
letters-do = Télécharger les lettres (PDF)
letters-title = Lettres pour entrer dans Préau
letter-hello = Bonjour,
letter-why-guardian = L’école vous ouvre un accès à Préau. Vous y verrez la journée de votre enfant, ses leçons et ses devoirs. C’est gratuit, et il ne faut pas d’adresse électronique.
letter-why-staff = Votre compte sur Préau est prêt à être ouvert.
letter-scan = Avec un téléphone : ouvrez l’appareil photo, visez ce carré et touchez l’adresse qui s’affiche.
letter-type = Sans appareil photo : allez sur { $address } et tapez ce code.
letter-qr = Carré à viser avec un téléphone. Il ouvre la page d’activation avec le code écrit sur cette lettre.
letter-then = Vous choisirez ensuite un mot de passe. Notez-le chez vous : il vous servira à revenir.
letter-help = Si vous n’y arrivez pas, apportez cette lettre à l’école : quelqu’un le fera avec vous.
print-codes = Préparer et imprimer les codes
about = Qui
state = État
new-code-for-password = Mot de passe perdu
renew-code = Nouveau code
make-code = Donner un code
lift = Retirer la seconde étape
lift-lost = Téléphone perdu
lift-question = Cette personne a perdu son téléphone et ses codes de secours ? Assurez-vous que c’est bien elle : ensuite, son mot de passe suffira.
lifted = La seconde étape est retirée, et ses appareils sont déconnectés. Son mot de passe suffit maintenant.
code-until = Code valable jusqu’au { $day }
activated = Compte activé
code-over = Code périmé
no-code = Sans code
to-guardians = Codes des responsables
to-pupils = Codes des élèves
nothing-to-print = Il n’y a aucun code à imprimer : tous les comptes sont activés.
code-from-elsewhere = Cette personne a aussi un rôle ailleurs ou au-dessus de l’école. Son code lui est remis de là.
bring-in = Faire entrer la classe, { $class }
bring-in-under = Sans papier : chaque élève ouvre { $address } et tape le code que vous lui montrez.
bring-in-do = Faire entrer la classe sans papier
inside-count = { $inside ->
    [0] Personne n’est encore entré, sur { NUMBER($all) }
    [one] Un élève est entré, sur { NUMBER($all) }
   *[other] { NUMBER($inside) } élèves sont entrés, sur { NUMBER($all) }
  }
to-help = À aider
are-inside = Déjà entrés
show-code = Montrer son code
code-or-square = Sur l’appareil de l’élève : visez le carré, ou allez sur { $address } et tapez ce code.
look-again = Regarder de nouveau
back-to-class = Revenir à la classe
show-to = Montrez ce code à { $first }, et à personne d’autre.
scan-square = Carré à viser avec la tablette ou le téléphone de l’élève
next-pupil = Suivant : { $name }
to-codes = Codes des élèves
pictures-do = Entrer avec des images ou un badge
pictures-of = Images et badges, { $class }
pictures-under = Les élèves qui ne lisent pas encore entrent en touchant deux images, ou en montrant leur badge, sur les appareils de la classe.
own-picture = Son image
secret-picture = Image secrète
see-secret = Voir l’image secrète
other-secret = En changer
secret-changed = L’image secrète est changée. Montrez-la à l’enfant.
no-picture = Sans image
prepare-explained = Chaque élève reçoit une image qui le représente et une image secrète, choisies au hasard.
prepare-pictures = Donner des images à la classe
pictures-ready = La classe a ses images.
badge = Badge
see-badge = Voir le code
give-badge = Donner un badge
new-badge = Nouveau badge
revoke-badge = Retirer le badge
badge-given = Le nouveau badge est prêt : imprimez-le. L’ancien ne marche plus.
badge-revoked = Ce badge ne marche plus.
badges-explained = Les badges s’impriment sur une feuille à découper. Un badge perdu se retire en un geste.
badges-do = Télécharger les badges (PDF)
badges-title = Badges pour entrer dans Préau
badge-qr = Carré du badge, à montrer à l’appareil de la classe
named-devices = Appareils de la classe
named-devices-under = Les images et les badges ne marchent que sur ces appareils.
named-on = Nommé le { $day }
forget-device = Retirer cet appareil
device-forgotten = Cet appareil est retiré : on n’y entre plus avec une image ni un badge.
device-name = Nom de cet appareil
device-name-hint = Celui que vous utilisez maintenant. Par exemple : tablette 3.
device-for = Pour qui
for-class = La classe { $class }
for-school = Toute l’école
name-device-explained = Vous serez déconnecté de cet appareil, et la page de la classe s’ouvrira.
name-device = En faire un appareil de la classe
device-named = Cet appareil est prêt pour les élèves.
device-without-cookie = Ce navigateur ne garde pas de quoi être reconnu. Déconnectez-vous, reconnectez-vous ici, puis recommencez.
my-class = Ma classe
device-not-named = Cet appareil n’a pas été nommé par l’école. Un enseignant peut le faire depuis la page « Images et badges » de sa classe.
who-are-you = Qui es-tu ?
no-pictures-yet = La classe n’a pas encore d’images.
sign-in-grown-up = Je suis un adulte
show-my-badge = Montrer mon badge
badge-view = Ce que voit l’appareil
camera-refused = L’appareil photo ne répond pas. Touche ton image, ou tape le code du badge.
type-badge = Taper le code du badge
badge-code = Code du badge
badge-code-hint = Les 12 signes écrits sous le carré.
badge-unknown = Ce badge ne marche pas ici. Demande à ton maître ou à ta maîtresse.
come-in-do = Entrer
hello-child = Bonjour { $first }
touch-your-secret = Touche ton image secrète.
wrong-picture = Ce n’est pas celle-là. Essaie encore.
wait-for-help = Attends un peu. Demande à ton maître ou à ta maîtresse.
see-you-soon = À bientôt !
picture-cat = chat
picture-dog = chien
picture-fish = poisson
picture-bird = oiseau
picture-rabbit = lapin
picture-turtle = tortue
picture-snail = escargot
picture-squirrel = écureuil
picture-bug = coccinelle
picture-rat = souris
picture-panda = panda
picture-egg = œuf
picture-shell = coquillage
picture-feather = plume
picture-flower = fleur
picture-leaf = feuille
picture-tree-pine = sapin
picture-clover = trèfle
picture-cherry = cerise
picture-apple = pomme
picture-banana = banane
picture-carrot = carotte
picture-grape = raisin
picture-citrus = citron
picture-cookie = biscuit
picture-croissant = croissant
picture-pizza = pizza
picture-ice-cream-cone = glace
picture-cake = gâteau
picture-car = voiture
picture-bike = vélo
picture-bus = autobus
picture-train-front = train
picture-plane = avion
picture-ship = bateau
picture-sailboat = voilier
picture-rocket = fusée
picture-tractor = tracteur
picture-truck = camion
picture-worm = ver de terre
picture-drum = tambour
picture-tent = tente
picture-snowflake = flocon
picture-volleyball = ballon
picture-sun = soleil
picture-moon = lune
picture-star = étoile
picture-cloud = nuage
picture-umbrella = parapluie
picture-house = maison
picture-key = clé
picture-bell = cloche
picture-heart = cœur
picture-crown = couronne
picture-gift = cadeau
picture-guitar = guitare
guardian-of = Responsable de { $children }
back-to-list = Revenir à la liste
letters-under = Chaque code ouvre un compte : ne laissez pas traîner cette feuille.
print = Imprimer
letter-go = Allez sur { $address } et tapez ce code :
code-unreadable = Ce code ne peut plus être lu. Donnez-en un nouveau.
letter-login = Votre identifiant reste { $login }.
letter-secret = Ce code est pour vous seul. Il est valable jusqu’au { $day }.
role-head = Direction
role-secretariat = Secrétariat
role-teacher = Enseignant
role-school-life = Vie scolaire
role-support-assistant = Accompagnant (AESH)
role-digital-referent = Référent numérique
role-inspector = Inspection
role-other-staff = Personnel
did-account-activate = a activé un compte
did-code-renew = a donné un nouveau code
did-codes-print = a imprimé des codes
did-contact-prove = a confirmé une adresse ou un mobile
did-contact-remove = a retiré une adresse ou un mobile
did-password-lost = a remplacé un mot de passe perdu
did-password-change = a changé son mot de passe
did-password-replace = a remplacé un mot de passe
did-sessions-close = a fermé toutes ses sessions
did-territory-create = a créé le territoire
reader-head = La direction de l’établissement
reader-secretariat = Le secrétariat de l’établissement
reader-teacher = Les enseignants de la classe
reader-territory-manager = Les gestionnaires du territoire
reader-operator = Les personnes qui font fonctionner Préau
first-steps = Premiers pas
first-steps-under = Créez le territoire et son premier compte. Cette page ne sert qu’une fois.
first-steps-do = Créer le territoire
territory = Nom du territoire
territory-hint = Par exemple : Vienne
first-name = Prénom
last-name = Nom de famille
demo-title = Entrer comme…
demo-under = Choisissez qui vous êtes aujourd’hui.
demo-fictitious = Tout est inventé : les écoles, les personnes et leur travail. Rien de réel ne peut y être importé.

mine-title = Ce que Préau sait de moi
mine-under = Tout ce qui est gardé de vous, et votre travail à emporter.
mine-open = Voir et emporter
mine-account-since = Compte ouvert
mine-device = Appareil connecté
mine-device-since = { $device }, depuis { $day }
mine-steps = { $count ->
    [one] une seconde étape
   *[other] { NUMBER($count) } secondes étapes
  }
erased-account = Comptes

# Ce qui se compte
indicator-accounts = Comptes ouverts
indicator-accounts-help = Les élèves et le personnel qui ont un compte à la fin du mois. Chaque personne compte une fois par école.
