# Les candidatures
calls = Appels à candidatures
calls-under = Une école candidate en une page. Deux personnes lisent, avec une grille publiée.
calls-none = Aucun appel pour l’instant.
call-new = Nouvel appel
call-new-under = La grille est publiée avec l’appel.
call-name = Nom de l’appel
call-for = Pour
for-colleges = Les collèges
for-ecoles = Les écoles
call-last = Dernier jour
call-past = Ce jour est passé.
call-grid = Grille de lecture
call-grid-hint = Une ligne par critère, avec ses points. Exemple : « Projet de l’équipe : 10 ».
call-grid-example = Projet de l’équipe : 10
    Lien avec les familles : 5
    Ce qui existe déjà : 5
call-grid-wrong = Écrivez un critère par ligne, puis « : » et un nombre de points de 1 à 100. Douze critères au plus.
call-open = Ouvrir l’appel
call-opened = L’appel est ouvert.
call-until = Ouvert jusqu’au { $day }
call-since = Fermé depuis le { $day }
call-closed = Cet appel est fermé.
call-closed-typed = Cet appel est fermé. Votre texte est encore là, mais il n’est pas envoyé.
call-rules = Deux personnes lisent chaque candidature, sans voir les points de l’autre. Si elles sont loin l’une de l’autre (plus d’un cinquième des points), une troisième lit. Qui est lié à l’école ne donne pas de points.
criterion = { $words } (sur { NUMBER($most) })
apply = Candidater
application = Candidature
applications = Candidatures
application-see = Candidature de { $school }
application-project = Le projet
application-project-hint = Ce que l’école veut faire, en quelques phrases. Aucun nom d’élève.
application-team = L’équipe
application-team-hint = Qui s’engage, avec quel temps.
application-send = Envoyer
application-sent = La candidature est envoyée. Vous pouvez la changer jusqu’au dernier jour.
verdict = Où en est la lecture
verdict-waiting = { $count ->
    [one] { NUMBER($count) } lecture attendue
   *[other] { NUMBER($count) } lectures attendues
  }
verdict-apart = Désaccord : une troisième lecture
verdict-points = { $points } sur { NUMBER($most) }
reader = Personne qui lit
readers = Lectures
reader-new = Demander à
reader-hint = Qui est lié à l’école ne peut pas lire sa candidature.
reader-ask = Demander une lecture
reader-asked = La lecture est demandée.
reader-tied = Cette personne est liée à { $school } ou a déclaré un conflit d’intérêts : elle ne donne pas de points.
reading = Votre lecture
reading-alone = Vous ne voyez pas les points des autres.
reading-words = Avis
reading-give = Donner ces points
reading-done = Vos points sont gardés.
reading-given = Points donnés : ils se montrent quand toutes les lectures sont faites
readings-known = Les points sont connus : plus personne n’en donne.
reading-waiting = Pas encore lue
reading-conflict = Conflit d’intérêts, ne lit pas
conflict = Déclarer un conflit d’intérêts
conflict-asks = Vous ne pourrez plus donner de points à cette candidature.
conflict-say = Je ne peux pas juger cette école
conflict-done = C’est noté. Quelqu’un d’autre lira.
did-call-open = a ouvert un appel à candidatures
did-application-send = a envoyé une candidature
did-application-ask = a demandé une lecture
did-application-score = a lu une candidature
did-application-conflict = a déclaré un conflit d’intérêts

# Les engagements des pilotes
pilots-followed = Engagements des pilotes
pilots-followed-under = Ce que chaque pilote s’engage à faire, et ce que l’on voit. Par ordre de nom, jamais un classement.
pilots-none = Aucune école pilote ici pour l’instant.
pilot-since = Pilote par la décision du { $day } ({ $name })
commitment = Engagement
commitment-hint = Une chose que l’on pourra voir. Exemple : un atelier pour les familles chaque mois.
commitment-by = Pour le
commitment-new = Nouvel engagement
commitment-add = Ajouter
commitment-added = L’engagement est ajouté.
commitment-due = Pour le { $day }
commitment-late = À revoir ensemble
commitment-kept = Tenu
commitment-begun = Commencé
commitment-not-yet = Pas encore
commitments-none = Aucun engagement pour l’instant.
review-new = Noter ce que l’on voit
review-state = Où en est-on ?
review-seen = Ce que l’on voit
review-add = Noter
review-added = C’est noté.
reviews-none = Rien n’est encore noté.
did-commitment-add = a ajouté un engagement
did-commitment-review = a noté ce qui est vu d’un engagement
facts-seen = Ce que l’on voit
facts-seen-says = Ce que tout le monde peut lire de ce qui est compté, et ce qui manque aujourd’hui du socle numérique. Aucune école n’est classée.
fact-counted = { $label } ({ $month }) : { $value }
fact-lacks = { $missing ->
    [0] Socle numérique : rien ne manque, sur { NUMBER($required) }
    [one] Socle numérique : il manque { NUMBER($missing) } appareil sur { NUMBER($required) }
   *[other] Socle numérique : il manque { NUMBER($missing) } appareils sur { NUMBER($required) }
  }
