//! How far an upload is: shown by a little script on top of a plain form, which works without.

use leptos::prelude::*;

/// Sends the form it stands in, and shows how much of it has left. An answer that is another page is gone to; one that is the
/// form again takes its place, with the chosen file still in it. So little that no page loads a file for it.
const SCRIPT: &str = r"
const own = document.currentScript.closest('form').id;
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.id !== own) return;
  const file = form.elements.file;
  const [chosen] = file.files;
  const tooLarge = chosen && chosen.size > Number(form.dataset.largest);
  file.setCustomValidity(tooLarge ? form.dataset.tooLarge : '');
  if (!file.reportValidity()) return event.preventDefault();
  if (!chosen) return;
  event.preventDefault();
  const bar = form.querySelector('progress');
  const words = form.querySelector('[role=status]');
  const button = form.querySelector('button');
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.upload.onprogress = ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    words.textContent = loaded < total ? `Uploading: ${Math.floor((100 * loaded) / total)} per cent` : 'Uploaded. Checking the file';
  };
  request.onerror = () => {
    bar.hidden = true;
    button.disabled = false;
    words.textContent = 'The upload broke off, and nothing was saved. Try again.';
  };
  request.onload = () => {
    if (request.responseURL !== form.action) return location.assign(request.responseURL);
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    const main = document.adoptNode(page.querySelector('main'));
    document.querySelector('main').replaceWith(main);
    document.title = page.title;
    const again = document.getElementById(own);
    if (again) again.elements.file.files = file.files;
    scrollTo(0, 0);
    (main.querySelector('.govuk-error-summary') ?? main).focus();
  };
  bar.hidden = false;
  button.disabled = true;
  words.textContent = 'Uploading';
  request.send(new FormData(form));
});
";

/// Stands inside a form with an identity, a field `file`, `data-largest` (bytes) and `data-too-large` (what is said then).
#[component]
pub fn UploadProgress() -> impl IntoView {
    view! {
        <progress class="app-upload" aria-label="Upload" hidden></progress>
        <p class="govuk-body" role="status"></p>
        <script nonce=use_nonce()>{SCRIPT}</script>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn without_script_there_is_no_bar() {
        let html = rendered(|| view! { <UploadProgress/> });

        assert!(html.split("</progress>").next().is_some_and(|bar| bar.contains(" hidden")), "{html}");
        assert!(html.contains("loaded < total ?") && html.contains("=> {"), "{html}");
    }
}
