# Programmes and terms.
menu-programs = Programmes
