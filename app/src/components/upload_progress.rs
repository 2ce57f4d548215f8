//! How far an upload is: shown by a little script on top of a plain form, which works without.

use leptos::prelude::*;

/// Sends the form it stands in, and shows how much of it has left. An answer that is another page is gone to; one that is the
/// form again takes its place, with the chosen file still in it. So little that no page loads a file for it.
const SCRIPT: &str = r"
const own = document.currentScript.closest('form').id;
const title = document.title.replace(/^Error: /, '');
const made = (name, classes, ...within) => {
  const element = document.createElement(name);
  element.className = classes;
  element.append(...within);
  return element;
};
const clear = (form) => {
  document.title = title;
  document.querySelector('main .govuk-error-summary')?.remove();
  document.getElementById('file-error')?.remove();
  const file = form.elements.file;
  file.classList.remove('govuk-file-upload--error');
  file.closest('.govuk-form-group').classList.remove('govuk-form-group--error');
  file.setAttribute('aria-describedby', 'file-hint');
};
const refuse = (form) => {
  clear(form);
  const file = form.elements.file;
  const message = made('p', 'govuk-error-message', made('span', 'govuk-visually-hidden', 'Error: '), form.dataset.tooLarge);
  message.id = 'file-error';
  file.before(message);
  file.classList.add('govuk-file-upload--error');
  file.closest('.govuk-form-group').classList.add('govuk-form-group--error');
  file.setAttribute('aria-describedby', 'file-hint file-error');
  const link = made('a', '', form.dataset.tooLarge);
  link.href = '#file';
  link.onclick = (event) => { event.preventDefault(); file.focus(); };
  const list = made('ul', 'govuk-list govuk-error-summary__list', made('li', '', link));
  const alert = made('div', '', made('h2', 'govuk-error-summary__title', 'There is a problem'), made('div', 'govuk-error-summary__body', list));
  alert.setAttribute('role', 'alert');
  const summary = made('div', 'govuk-error-summary', alert);
  summary.tabIndex = -1;
  document.querySelector('main h1').before(summary);
  document.title = `Error: ${title}`;
  summary.focus();
};
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.id !== own) return;
  const file = form.elements.file;
  const [chosen] = file.files;
  if (!chosen) return;
  event.preventDefault();
  if (chosen.size > Number(form.dataset.largest)) return refuse(form);
  clear(form);
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
