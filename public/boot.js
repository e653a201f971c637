// Starts the program of the page: look and language before the first paint, then Wasm, or a sentence a person can act on.
// Written in the oldest JavaScript, since it is also what a browser too old for the rest must be able to read.
(function () {
  'use strict';
  var root = document.documentElement;
  var script = document.currentScript;
  var rightToLeft = ['he'];

  // Storage throws where a browser forbids it, for one in frames of other sites.
  function stored(key) {
    try {
      return window.localStorage.getItem(key);
    } catch (_) {
      return null;
    }
  }

  function meta(name) {
    var element = document.querySelector('meta[name="tessera:' + name + '"]');
    try {
      return JSON.parse(element.getAttribute('content')) || {};
    } catch (_) {
      return {};
    }
  }

  var sentences = meta('boot');
  var messages = meta('messages');

  function spoken() {
    var asked = /[?&]lang=([A-Za-z-]+)/.exec(location.search);
    var all = [asked && asked[1], stored('tessera.locale')].concat(navigator.languages || [navigator.language]);
    for (var i = 0; i < all.length; i++) {
      // `iw` is what old Android and TV systems call Hebrew.
      var language = String(all[i] || '').toLowerCase().split(/[-_]/)[0].replace('iw', 'he');
      if (messages[language]) {
        return language;
      }
    }
    return 'en';
  }

  var language = spoken();
  root.lang = language;
  root.dir = rightToLeft.indexOf(language) < 0 ? 'ltr' : 'rtl';
  var theme = stored('tessera.theme');
  if (theme === 'light' || theme === 'dark') {
    root.setAttribute('data-theme', theme);
  }
  if (stored('tessera.contrast') === 'more') {
    root.setAttribute('data-contrast', 'more');
  }

  function element(name, parent, text) {
    var made = document.createElement(name);
    if (text) {
      made.appendChild(document.createTextNode(text));
    }
    parent.appendChild(made);
    return made;
  }

  var told = false;
  function tell(kind) {
    if (told) {
      return;
    }
    told = true;
    var words = sentences[language];
    function show() {
      var notice = element('main', document.body);
      notice.className = 'boot-notice';
      notice.setAttribute('role', 'alert');
      element('h1', notice, words[kind].title);
      element('p', notice, words[kind].text);
      if (kind === 'failed') {
        var again = element('button', notice, words.retry);
        again.className = 'button';
        again.onclick = function () {
          location.reload();
        };
      }
    }
    if (document.body) {
      show();
    } else {
      document.addEventListener('DOMContentLoaded', show);
    }
  }

  var able = typeof WebAssembly === 'object' && typeof fetch === 'function' && typeof Proxy === 'function';
  if (!able) {
    tell('old');
    return;
  }

  // All that is needed starts to load at once; the page's own script takes these up where it needs them.
  function preload(address) {
    var link = document.createElement('link');
    link.rel = 'preload';
    link.as = 'fetch';
    link.crossOrigin = 'anonymous';
    link.href = address;
    document.head.appendChild(link);
  }
  var areas = messages[language] || {};
  var needed = script.getAttribute('data-program') === 'respond' ? ['respond'] : ['portal'];
  for (var i = 0; i < needed.length; i++) {
    if (areas[needed[i]]) {
      preload(areas[needed[i]]);
    }
  }
  var program = fetch(script.getAttribute('data-wasm')).then(function (response) {
    if (!response.ok) {
      throw new Error('status ' + response.status);
    }
    return response;
  });

  // Deferred scripts have run by then.
  document.addEventListener('DOMContentLoaded', function () {
    if (!window.tesseraProgram) {
      // The script is there but this engine could not read it, or it did not arrive.
      program.then(
        function () {
          tell(typeof Symbol === 'function' && Symbol.asyncIterator ? 'failed' : 'old');
        },
        function () {
          tell('failed');
        }
      );
      return;
    }
    window.tesseraProgram.default({ module_or_path: program }).then(
      function () {
        root.setAttribute('data-started', '');
      },
      function (error) {
        // Reading a module newer than the engine is a CompileError; a started program that fails is neither.
        tell(error instanceof WebAssembly.CompileError ? 'old' : 'failed');
        throw error;
      }
    );
  });
})();
