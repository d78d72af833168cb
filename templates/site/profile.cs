<?cs # profile - names, language, notices. Data.user, Data.choices. ?><?cs
include:"parts/account.cs" ?><?cs
set:Title = mine.profile ?><?cs
set:Private = "1" ?><?cs
set:Narrow = "1" ?><?cs
set:Section = "profile" ?><?cs
def:lang_choice(p_code, p_words) ?><option value="<?cs var:p_code ?>" lang="<?cs var:p_code ?>"<?cs if:Data.choices.language == p_code ?> selected<?cs /if ?>><?cs var:p_words ?></option><?cs
/def ?><?cs
def:content() ?><div class="wrap page">
<h1><?cs var:Title ?></h1>
<?cs call:account_nav() ?><?cs call:errors() ?>
<form class="card stack" method="post" novalidate>
<?cs call:proofs() ?>
<div class="pair">
<?cs call:field("firstName", "firstName", people.first_name, "", "text", "given-name", Data.user.firstName, "1") ?>
<?cs call:field("lastName", "lastName", people.last_name, "", "text", "family-name", Data.user.lastName, "1") ?>
</div>
<div class="field"><?cs call:field_head("language", "language", mine.language, "", "1") ?><select<?cs call:field_state("language", "language", "", "1") ?>><?cs call:lang_choice("fr", language.fr) ?><?cs call:lang_choice("ar", language.ar) ?><?cs call:lang_choice("en", language.en) ?></select></div>
<?cs call:tick("noticesSms", Data.choices.noticesSms, mine.notices_sms) ?><?cs call:tick("noticesEmail", Data.choices.noticesEmail, mine.notices_email) ?>
<button class="btn big"><?cs var:mine.save ?></button>
</form></div>
<?cs /def ?>
