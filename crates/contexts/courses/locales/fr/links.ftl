# Liens d’une séance ou d’une séquence, et ce qu’une séquence donne à lire
links = Liens
links-hint = Une page du web par ligne. Après l’enregistrement, une ligne de plus s’ouvre : 10 au plus. Pour retirer un lien, videz ses deux champs.
link-label = Ce qu’on y trouve, lien { NUMBER($number) }
link-address = Adresse du lien { NUMBER($number) }, en https://
link-leaves = (sort de Préau, vers { $host })
link-missing = Il manque l’adresse de ce lien.
link-not-secure = Seules les adresses qui commencent par https:// sont acceptées. Copiez celle que montre votre navigateur.
link-signs-in = Cette adresse contient un identifiant, avant le signe @ : elle pourrait tromper. Retirez ce qui est avant ce signe.
link-hidden = Il y a ici des signes qui ne se voient pas. Retapez ce texte à la main.
link-no-site = Ce n’est pas l’adresse d’une page du web. Exemple : https://www.geoportail.gouv.fr
copied-links = { $count ->
    [one] un lien
   *[other] { NUMBER($count) } liens
  }

sequence-page = Séquence
sequence-open = Documents de la séquence
sequence-content = Textes, documents et liens
sequence-text = À lire
sequence-nothing = Il n’y a encore ni texte, ni document, ni lien.
sequence-hidden = Pas encore montrée
sequence-shown = La classe la lit
sequence-show = Montrer à la classe
sequence-hide = Ne plus montrer
sequence-saved = Enregistré. La classe ne voit que ce qui lui est montré.
sequence-saved-shown = Enregistré : la classe le voit.
sequence-now-shown = Montré : les élèves de { $class } et leurs responsables légaux le voient.
sequence-now-hidden = La classe ne voit plus cette séquence. Rien n’est effacé.
sequences = Séquences
