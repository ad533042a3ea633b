### Ce qui est prêté.
to-return = Prêt, à rendre
return-by = { $day } à { $time }
at-hand = Aussi
