"""The review desk: a web app on the loopback, for people who look, compare and decide.

`app.make_app` puts it together. A page is one module of `pages/`, a template of the same name in
`templates/`, and a line in `pages/__init__.py`; what a browser runs and wears lies in `static/`.

Each page is a function from what was asked for to what is shown, given to `views.Pages.view`: it
answers at `/PATH` with HTML and at `/api/v1/PATH` with the same as JSON. What changes the ledger is
a function given to `views.Pages.action`: a form posts to `/PATH`, a program to `/api/v1/PATH`.
"""
