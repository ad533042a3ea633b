# The programme
title = Programme
subtitle = Choose the pilot schools, follow every euro, know what it changes.
