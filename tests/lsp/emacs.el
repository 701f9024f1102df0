;;; Run by tests/lsp/editors.rs inside Emacs: opens documents and a rule file, and leaves with an
;;; error where a diagnostic is missing.

(require 'flymake)
(require 'project)
(setq lsp-auto-guess-root t
      lsp-enable-suggest-server-download nil)

(defun await (what seen)
  (let ((until (+ (float-time) 40)))
    (while (and (not (funcall seen)) (< (float-time) until))
      (accept-process-output nil 0.1))
    (unless (funcall seen)
      (princ (format "missing: %s\n" what) #'external-debugging-output)
      (kill-emacs 1))))

(defun expect (file words)
  (find-file file)
  ;; What the hooks would do after the first key is done here, where no key is ever pressed.
  (if (featurep 'eglot)
      (unless (eglot-managed-p)
        (apply #'eglot--connect (eglot--guess-contact)))
    (lsp))
  (unless flymake-mode (flymake-mode 1))
  (await (format "`%s' in %s" words file)
         (lambda ()
           (flymake-start)
           (accept-process-output nil 0.1)
           (let (found)
             (dolist (said (flymake-diagnostics) found)
               (when (string-match-p (regexp-quote words) (flymake-diagnostic-text said))
                 (setq found t)))))))

(expect "b.md" "more than 400 against 450")
(expect "a.txt" "more than 400 against 450")
(expect "a.claim" "did you mean `stalls`")
(princ "all seen\n" #'external-debugging-output)
(kill-emacs 0)
