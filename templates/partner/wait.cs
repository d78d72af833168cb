<?cs # wait - a document is being drawn; the page comes back by itself. ?><?cs
set:Title = wait.title ?><?cs
def:content() ?><div class="card empty"><?cs call:icon("file-text") ?><h1><?cs var:wait.title ?></h1><p><?cs var:wait.text ?></p></div>
<?cs /def ?>
