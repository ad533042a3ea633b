### Les avis.

notices = Mes avis
notices-under = Ce qui concerne votre compte, le plus récent d’abord.
no-notice = Aucun avis pour le moment.
to-my-account = Ouvrir mon compte
to-my-contacts = Voir mes coordonnées
settings-open = Choisir mes avis
new-device = Nouvelle connexion à votre compte
new-device-what = Une personne est entrée depuis un appareil que nous ne connaissions pas. Si c’est vous, tout va bien. Sinon, changez votre mot de passe dans « Mon compte » : les autres appareils seront déconnectés.
password-replaced = Votre mot de passe a été remplacé
password-replaced-what = Il a été choisi avec un code de l’école ou un message reçu. Si ce n’est pas vous, prévenez l’école tout de suite.
code-renewed = Un nouveau code a été donné pour votre compte
code-renewed-what = Ce code permet de choisir un nouveau mot de passe. Si vous n’avez rien demandé, parlez-en à l’école.
code-renewed-by = Donné par { $name }.
contact-changed = Vos coordonnées ont changé
contact-changed-what = Une adresse ou un mobile a été ajouté ou retiré. Si ce n’est pas vous, changez votre mot de passe.
account-closing = Votre compte fermera { $day }
account-closing-what = Vous n’êtes plus inscrit ici. Avant ce jour, pensez à emporter votre travail.
not-delivered = Un message n’a pas pu vous être remis
not-delivered-what = Nous avons essayé pendant un jour. Vérifiez votre adresse et votre mobile dans « Mes coordonnées ».
letter-subject = Préau : un avis pour vous
letter =
    Bonjour,

    { $title }.
    { $what }

    Vos avis : { $address }/avis
    Choisir ce que vous recevez : { $address }/avis/reglages
sms = Préau : { $title }. { $address }/avis
push-title = Préau
push = Un avis vous attend.
digest-subject = Préau : votre journée
digest =
    Bonjour,

    Depuis le dernier résumé :
    { $lines }

    Tout voir : { $address }/
    Ne plus recevoir ce résumé : { $address }/avis/reglages
digest-works = { $count ->
    [one] - un travail donné
   *[other] - { NUMBER($count) } travaux donnés
  }
digest-answers = { $count ->
    [one] - une réponse reçue
   *[other] - { NUMBER($count) } réponses reçues
  }
digest-to-read = { $count ->
    [one] - une copie à lire
   *[other] - { NUMBER($count) } copies à lire
  }
week-subject = Préau : la semaine de vos enfants
week-letter =
    Bonjour,

    Cette semaine :
    { $lines }

    Enfant par enfant : { $address }/enfants/semaine
    Changer de jour ou arrêter : { $address }/avis/reglages
week-lessons = { $count ->
    [one] - une séance écrite
   *[other] - { NUMBER($count) } séances écrites
  }
week-works = { $count ->
    [one] - un travail à faire dans les sept jours
   *[other] - { NUMBER($count) } travaux à faire dans les sept jours
  }
week-answers = { $count ->
    [one] - une réponse reçue
   *[other] - { NUMBER($count) } réponses reçues
  }
device = Prévenir cet appareil
device-what = Une notification dit qu’un avis vous attend, rien de plus. Elle passe par le service de votre navigateur, qui ne peut pas la lire et n’y trouve aucun nom.
device-tell = Prévenir cet appareil
device-told = Cet appareil sera prévenu.
device-is-told = Cet appareil est prévenu
device-leave = Ne plus prévenir cet appareil
device-left = Cet appareil ne sera plus prévenu.
device-needs-script = Ce navigateur n’exécute pas JavaScript, il ne peut pas être prévenu. Vous pouvez recevoir vos avis par courriel ou par SMS.
device-unable = Ce navigateur ne sait pas être prévenu par un site. Vous pouvez recevoir vos avis par courriel ou par SMS.
device-must-stay = Possible sur un appareil à vous : reconnectez-vous en choisissant « Rester connecté sur cet appareil ».
device-refused = Le navigateur a refusé les notifications. Autorisez-les pour ce site dans ses réglages, puis recommencez.
device-failed = Le navigateur n’a pas pu s’abonner. Recommencez dans un moment.
settings = Choisir mes avis
settings-under = Ce que vous recevez, et quand nous vous laissons tranquille.
what-to-tell = Ce que je reçois
always-here = Vous retrouvez toujours vos avis dans « Mes avis ». Ils peuvent aussi partir vers une adresse ou un mobile confirmé.
to-contacts = Indiquer une adresse ou un mobile
import-waiting = Un import attend votre accord
import-waiting-what = Des fichiers reçus cette nuit ne se publient pas tout seuls : regardez ce qu’ils changeraient, ou pourquoi ils n’ont pas pu être lus.
survey-waiting = Une enquête attend la réponse de votre école
survey-waiting-what = Elle est déjà remplie avec ce que Préau sait : relisez, corrigez, envoyez. Cinq minutes suffisent.
to-surveys = Répondre à l’enquête
to-imports = Ouvrir les imports

topic-safety = La sûreté de mon compte
topic-safety-hint = Nouvel appareil, mot de passe remplacé, coordonnées changées.
topic-account = La fermeture de mon compte
topic-account-hint = Avant qu’il ne ferme, pour emporter votre travail.
topic-day = Le résumé de la journée
topic-day-hint = Un seul courriel, à 18 h les jours de classe, s’il y a du nouveau.
topic-week = Le résumé de la semaine
topic-week-hint = Un seul courriel par semaine, à 18 h un jour de classe. Il compte les séances, le travail à venir et les réponses de vos enfants, sans aucun nom.
week-on = Le jour
by-mail = Par courriel
by-sms = Par SMS
by-push = Sur les appareils à prévenir
messages = Messages
messages-open = Ce qui part de la maison
messages-under = Par où partent les messages, ce qui n’est pas arrivé, et ce que coûte chaque SMS.
messages-ways = Ce qui est réglé
way-mail = Courriel
way-sms = SMS
way-push = Notifications
way-on = En service
way-off = Non réglé
way-spent = { NUMBER($spent) } segments aujourd’hui, { NUMBER($most) } au plus
trial-send = Recevoir un message d’essai
trial-nowhere = Un message d’essai part vers vous : dites d’abord où vous joindre.
trial-sent = L’essai est parti, partout où l’on vous joint. S’il n’arrive pas, la raison s’affiche ici.
trial-subject = Préau : essai
trial = Ceci est un essai : les messages de Préau arrivent ici.
messages-stuck = Ce qui n’est pas parti depuis deux jours
messages-none-stuck = Tout est parti.
messages-stuck-by = { $way } : { $messages }
messages-stuck-count = { $count ->
    [one] un message
   *[other] { NUMBER($count) } messages
  }
messages-stuck-under = « preau mail test » et « preau sms test » disent à quelle étape cela s’arrête.
messages-sms = Les SMS de Préau
messages-sms-under = Un segment tient 160 signes, 153 quand il y en a plusieurs. En arabe, 70 et 67. Les accents que l’alphabet des SMS n’a pas sont écrits sans.
sms-text = Texte
sms-language = Langue
sms-segments = Segments
sms-french = Français
sms-english = Anglais
sms-arabic = Arabe
rest = Heures de repos
rest-on = Me laisser tranquille
rest-hint = Le soir, le week-end, les vacances et les jours fériés, les messages attendent. La sûreté de votre compte attend seulement le matin, et son courriel part tout de suite.
rest-from = Le soir, à partir de
rest-to = Le matin, jusqu’à
rest-needs-hours = Il manque l’heure, par exemple 20:00.
save = Enregistrer
saved = C’est enregistré.

mine-notices = { $count ->
    [0] aucun
    [one] un
   *[other] { NUMBER($count) }
  }
erased-notice = Avis
