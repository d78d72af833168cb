<?cs # form - one field: label, hint, error, input (the same words as in the summary above the form).
     p_id is p_name with '-' for '.'; p_value is shown unless the form is shown again as typed. A page
     may set Autofocus to the p_id one begins with.
?><?cs
def:errors() ?><?cs if:subcount(Errors) ?><div class="alert bad" role="alert" tabindex="-1" id="errors" autofocus>
<h2><?cs call:icon("triangle-alert") ?><?cs var:site.problem ?></h2>
<ul><?cs each:e = Errors ?><li><?cs if:e.id ?><a href="#<?cs var:e.id ?>"><?cs var:e.text ?></a><?cs else ?><?cs var:e.text ?><?cs /if ?></li><?cs /each ?></ul>
</div>
<?cs /if ?><?cs
/def ?><?cs
def:proofs() ?><input type="hidden" name="_csrf" value="<?cs var:Csrf ?>"><input type="hidden" name="_key" value="<?cs var:Key ?>"><?cs
/def ?><?cs
def:hidden(p_name, p_value) ?><input type="hidden" name="<?cs var:p_name ?>" value="<?cs var:p_value ?>"><?cs
/def ?><?cs
def:field_head(p_id, p_name, p_label, p_hint, p_need) ?><label for="<?cs var:p_id ?>"><?cs var:p_label ?><?cs if:!p_need ?> <span class="soft">(<?cs var:site.optional ?>)</span><?cs /if ?></label>
<?cs if:p_hint ?><p class="hint" id="<?cs var:p_id ?>-hint"><?cs var:p_hint ?></p>
<?cs /if ?><?cs if:Error[p_name] ?><p class="wrong" id="<?cs var:p_id ?>-error"><?cs call:icon("triangle-alert") ?><?cs var:Error[p_name] ?></p>
<?cs /if ?><?cs
/def ?><?cs
def:field_state(p_id, p_name, p_hint, p_need) ?> id="<?cs var:p_id ?>" name="<?cs var:p_name ?>"<?cs if:p_need ?> required<?cs /if ?><?cs if:Autofocus == p_id ?> autofocus<?cs /if ?><?cs if:Error[p_name] ?> aria-invalid="true"<?cs /if ?><?cs
if:p_hint && Error[p_name] ?> aria-describedby="<?cs var:p_id ?>-hint <?cs var:p_id ?>-error"<?cs
elif:p_hint ?> aria-describedby="<?cs var:p_id ?>-hint"<?cs elif:Error[p_name] ?> aria-describedby="<?cs var:p_id ?>-error"<?cs /if ?><?cs
/def ?><?cs
def:field_value(p_name, p_value) ?> value="<?cs if:?Form[p_name] ?><?cs var:Form[p_name] ?><?cs else ?><?cs var:p_value ?><?cs /if ?>"<?cs
/def ?><?cs
def:field(p_id, p_name, p_label, p_hint, p_type, p_auto, p_value, p_need) ?><div class="field<?cs if:Error[p_name] ?> bad<?cs /if ?>">
<?cs call:field_head(p_id, p_name, p_label, p_hint, p_need) ?><input<?cs call:field_state(p_id, p_name, p_hint, p_need) ?> type="<?cs var:p_type ?>"<?cs if:p_type != "password" ?><?cs call:field_value(p_name, p_value) ?><?cs /if ?><?cs
if:p_auto ?> autocomplete="<?cs var:p_auto ?>"<?cs /if ?><?cs if:p_type == "text" ?> dir="auto"<?cs else ?> dir="ltr"<?cs /if ?>>
</div>
<?cs /def ?><?cs
def:code_field(p_id, p_name, p_label, p_hint, p_mode, p_value) ?><div class="field<?cs if:Error[p_name] ?> bad<?cs /if ?>">
<?cs call:field_head(p_id, p_name, p_label, p_hint, "1") ?><input<?cs call:field_state(p_id, p_name, p_hint, "1") ?> type="text"<?cs call:field_value(p_name, p_value) ?> inputmode="<?cs var:p_mode ?>" autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr">
</div>
<?cs /def ?><?cs
def:place_field(p_name, p_label, p_value) ?><div class="field<?cs if:Error[p_name] ?> bad<?cs /if ?>">
<?cs call:field_head(p_name, p_name, p_label, "", "1") ?><input<?cs call:field_state(p_name, p_name, "", "1") ?> type="text"<?cs call:field_value(p_name, p_value) ?> list="places" autocomplete="off" spellcheck="false" dir="auto" data-places>
</div>
<?cs /def ?><?cs
def:search_form() ?><form class="search" action="<?cs var:Base ?>/search" method="get" role="search" aria-label="<?cs var:search.title ?>" novalidate>
<div class="search-pair">
<?cs call:place_field("from", search.from, SearchFrom) ?>
<button class="swap" type="button" data-swap hidden><?cs call:icon("arrow-left-right") ?><span class="vh"><?cs var:search.swap ?></span></button>
<?cs call:place_field("to", search.to, SearchTo) ?>
</div>
<div class="field<?cs if:Error.date ?> bad<?cs /if ?>">
<?cs call:field_head("date", "date", search.date, "", "1") ?><input<?cs call:field_state("date", "date", "", "1") ?> type="date"<?cs if:Data.query.date ?><?cs call:field_value("date", Data.query.date) ?><?cs else ?><?cs call:field_value("date", Fact.today) ?><?cs /if ?> min="<?cs var:Fact.today ?>" max="<?cs var:Fact.lastDay ?>">
</div>
<div class="field">
<?cs call:field_head("passengers", "passengers", search.passengers, "", "1") ?><select<?cs call:field_state("passengers", "passengers", "", "1") ?>><?cs loop:i = #1, #6, #1 ?><option<?cs if:i == Data.query.passengers ?> selected<?cs /if ?>><?cs var:i ?></option><?cs /loop ?></select>
</div>
<button class="btn big"><?cs call:icon("search") ?><?cs var:search.go ?></button>
</form>
<datalist id="places"><?cs each:p = Data.places ?><option value="<?cs var:p.name ?>" label="<?cs var:p.name ?> · <?cs if:Lang == "ar" ?><?cs var:p.name.fr ?><?cs else ?><?cs var:p.name.ar ?><?cs /if ?>"></option><?cs /each ?></datalist>
<?cs /def ?>
