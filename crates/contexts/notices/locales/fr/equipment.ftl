### Le matériel prêté, et ce que l’on a signalé.
loan-made = Un appareil de l’école est prêté à votre enfant
loan-made-what = Lisez la convention de prêt et acceptez-la dans Préau, ou rendez à l’école celle qui est sur papier.
loan-due = Un appareil de l’école est bientôt à rendre
loan-due-what = La date et l’heure sont dans « Prêts ». S’il vous le faut plus longtemps, demandez-le à l’école.
loan-late = Un appareil de l’école aurait dû être rendu
loan-late-what = Rapportez-le à l’école, ou dites-lui ce qui se passe.
ticket-moved = Du nouveau sur un problème de matériel
ticket-moved-what = Ce que vous avez signalé avance : voyez où cela en est.
to-loan = Voir le prêt
to-ticket = Voir le problème
topic-equipment = Le matériel
topic-equipment-hint = Ce qui vous est prêté, et la suite de ce que vous avez signalé.
