"""Word lists as data, one word a line, `#` starts a comment; read by stopwords.py.

stopwords_<language>.txt: words that carry grammar, not a topic; they are never looked up.
everyday_<language>.txt: words so common anywhere that sharing one is weak evidence.
address_<language>.txt: words spoken to the bot itself, never about the dossier's subject.
roles_<language>.txt: words for what a person is ("minister"), to tell people among names.
"""
