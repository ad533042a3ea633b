# Les familles lisent les prêts et les problèmes : leurs phrases sont dans ar/.
