<?cs # account - where one is in the account, and the way to its other pages. Section names this one. ?><?cs
def:account_link(p_section, p_path, p_words) ?><li><a href="<?cs var:Base ?><?cs var:p_path ?>"<?cs if:Section == p_section ?> aria-current="page"<?cs /if ?>><?cs var:p_words ?></a></li><?cs
/def ?><?cs
def:account_nav() ?><nav class="account-nav" aria-label="<?cs var:account.title ?>"><ul><?cs call:account_link("bookings", "/account", account.bookings) ?><?cs call:account_link("profile", "/account/profile", mine.profile) ?><?cs call:account_link("security", "/account/security", mine.security) ?><?cs call:account_link("saved", "/account/saved", mine.saved) ?><?cs call:account_link("data", "/account/data", mine.data) ?></ul></nav>
<?cs /def ?><?cs
def:tick(p_name, p_on, p_words) ?><label class="check"><input type="checkbox" id="<?cs var:p_name ?>" name="<?cs var:p_name ?>" value="1"<?cs if:p_on ?> checked<?cs /if ?>> <span><?cs var:p_words ?></span></label>
<?cs /def ?>
