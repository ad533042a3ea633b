# by-key: money-of-, did-money-
# Le programme
title = Programme
subtitle = Choisir les écoles pilotes, suivre chaque euro, savoir ce que cela change.
