/* Pictures are made small before they are sent: a telephone's are large and the school's line is thin.
   The server reads and writes every one anew all the same. */
(function () {
  "use strict";

  var SIDE = 2000;
  var SMALL = 900 * 1024;
  var list = document.querySelector("[data-ev-previews]");
  var fields = document.querySelectorAll("[data-ev-photos]");

  function shrink(file) {
    if (file.size < SMALL || !/^image\/(jpeg|png|webp)$/.test(file.type) || !window.createImageBitmap) {
      return Promise.resolve(file);
    }
    return window.createImageBitmap(file).then(function (picture) {
      var share = Math.min(1, SIDE / Math.max(picture.width, picture.height));
      var canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * share);
      canvas.height = Math.round(picture.height * share);
      var pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return new Promise(function (answer) {
        canvas.toBlob(function (blob) {
          var name = file.name.replace(/\.\w+$/, "") + ".jpg";
          answer(blob && blob.size < file.size ? new File([blob], name, { type: "image/jpeg" }) : file);
        }, "image/jpeg", 0.85);
      });
    }).catch(function () { return file; }); // the server says what is wrong with it
  }

  function show() {
    if (!list) { return; }
    list.textContent = "";
    fields.forEach(function (field) {
      Array.prototype.forEach.call(field.files, function (file) {
        var item = document.createElement("li");
        var picture = document.createElement("img");
        picture.alt = file.name;
        var reader = new FileReader(); // the policy lets pictures come from data:, not from blob:
        reader.onload = function () { picture.src = reader.result; };
        reader.readAsDataURL(file);
        item.appendChild(picture);
        list.appendChild(item);
      });
    });
    list.hidden = !list.children.length;
  }

  fields.forEach(function (field) {
    field.addEventListener("change", function () {
      var form = field.form;
      var button = form.querySelector("button[type=submit]");
      if (button) { button.disabled = true; }
      Promise.all(Array.prototype.map.call(field.files, shrink)).then(function (files) {
        var all = new DataTransfer();
        files.forEach(function (file) { all.items.add(file); });
        field.files = all.files;
      }).finally(function () {
        if (button) { button.disabled = false; }
        show();
      });
    });
    field.addEventListener("focus", function () { mark(field, true); });
    field.addEventListener("blur", function () { mark(field, false); });
  });

  function mark(field, on) {
    var label = document.querySelector('.ev-pick label[for="' + field.id + '"]');
    if (label) { label.classList.toggle("is-focus", on); }
  }
})();
