"""Sign in with the account of the office, by OpenID Connect."""
