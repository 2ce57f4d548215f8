// Wakes the islands of the page by the WASM modules that it names: their scripts and binaries, in pairs.
{
  const addresses = document.currentScript.dataset.modules.split(' ');
  const wake = async (script, binary) => {
    const loading = fetch(binary);
    const module = await import(script);
    await module.default({ module_or_path: loading });
    module.hydrate();
    for (const island of document.querySelectorAll('leptos-island')) {
      // An island is in one of the modules.
      module[island.dataset.component]?.(island);
    }
  };
  for (let place = 0; place < addresses.length; place += 2) wake(addresses[place], addresses[place + 1]);
}
