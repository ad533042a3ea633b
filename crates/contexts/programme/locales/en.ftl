# by-key: did-, fact-, left-out-, setting-, sector-, objective-, of-, way-, each-, try-, caveat-, weight-, respect-, reading-, commitment-
# The programme
title = Programme
subtitle = Choose the pilot schools, follow every euro, know what it changes.
