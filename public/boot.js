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
  var programs = meta('programs');

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
      var page = element('main', document.body);
      page.className = 'boot-notice';
      var notice = element('div', page);
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

  // What a program needs starts to load at once; the page's own script takes the messages up where it needs them.
  function preload(address) {
    var link = document.createElement('link');
    link.rel = 'preload';
    link.as = 'fetch';
    link.crossOrigin = 'anonymous';
    link.href = address;
    document.head.appendChild(link);
  }

  // The style sheets of programs, each with the promise that it is there.
  var sheets = {};
  function style(name) {
    if (!sheets[name]) {
      sheets[name] = new Promise(function (done, fail) {
        var link = document.createElement('link');
        link.rel = 'stylesheet';
        link.href = programs[name].sheet;
        link.onload = done;
        link.onerror = function () {
          sheets[name] = null;
          document.head.removeChild(link);
          fail(new Error('style sheet'));
        };
        document.head.appendChild(link);
      });
    }
    return sheets[name];
  }

  function whenReadable(act) {
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', act);
    } else {
      act();
    }
  }

  // Starts a program of this page. One that finds itself on a screen of the other kind starts that, and leaves: `take` is told whether the
  // other is all here, and says whether it is to begin. Where it could not be loaded the person stays with what they have.
  window.tesseraStart = function (name, take) {
    var program = programs[name];
    function fail(kind) {
      if (take) {
        take(false);
      } else {
        tell(kind);
      }
    }
    var wasm = fetch(program.wasm).then(function (response) {
      if (!response.ok) {
        throw new Error('status ' + response.status);
      }
      return take ? response.arrayBuffer() : response;
    });
    var all = Promise.all([wasm, style(name)]);
    var glue = document.createElement('script');
    glue.src = program.glue;
    glue.onerror = function () {
      fail('failed');
    };
    glue.onload = function () {
      var loaded = window.tesseraProgram;
      window.tesseraProgram = undefined;
      if (!loaded) {
        // The script is there, but this engine could not read it.
        fail(typeof Symbol === 'function' && Symbol.asyncIterator ? 'failed' : 'old');
        return;
      }
      function begin() {
        all.then(function (both) {
          return loaded.default({ module_or_path: both[0] });
        }).then(
          function () {
            root.setAttribute('data-started', name);
          },
          function (error) {
            // Reading a module newer than the engine is a CompileError; a started program that fails is neither.
            tell(error instanceof WebAssembly.CompileError ? 'old' : 'failed');
            throw error;
          }
        );
      }
      if (take) {
        all.then(
          function () {
            if (take(true)) {
              begin();
            }
          },
          function () {
            take(false);
          }
        );
      } else {
        whenReadable(begin);
      }
    };
    document.head.appendChild(glue);
  };

  // The program decides for itself; this is the same decision where it is easy, so that the right one is loaded at first.
  function isTelevision() {
    var asked = /[?&]layout=(\w+)/.exec(location.search);
    var layout = (asked && asked[1]) || stored('tessera.layout');
    var agent = navigator.userAgent;
    return layout ? layout === 'tv' : /HbbTV\/|Web0S|webOS\.TV|CrKey|Android TV|GoogleTV|BRAVIA|\bAFT\w/.test(agent) || (/Tizen/.test(agent) && /TV/.test(agent));
  }

  var areas = messages[language] || {};
  var needed = script.getAttribute('data-area').split(' ');
  for (var i = 0; i < needed.length; i++) {
    if (areas[needed[i]]) {
      preload(areas[needed[i]]);
    }
  }
  // The page of a form with types of question that few forms use starts the programs that know all.
  var tier = script.getAttribute('data-tier') || '';
  var television = isTelevision();
  var own = script.getAttribute('data-program');
  var first = own || (television ? 'tv' : 'respond') + tier;
  // Dark unless the person chose otherwise, as the program has it.
  if (!own && television && !root.getAttribute('data-theme')) {
    root.setAttribute('data-theme', 'dark');
  }
  window.tesseraStart(first);
})();
