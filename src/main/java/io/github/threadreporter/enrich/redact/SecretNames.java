package io.github.threadreporter.enrich.redact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides by its name whether a value is secret. Names are compared as words, however they are joined: {@code dbPassword2},
 * {@code DB_PASSWORD}, {@code db.password} and {@code X-Api-Key} hold the words password and api key, {@code author} and
 * {@code tokenizer} hold none. Immutable and thread-safe.
 */
final class SecretNames {

    /** Words that make a name secret wherever they stand in it, in the singular; several words are written as one. */
    static final Set<String> DEFAULTS = Set.of(
            ("password passwd passphrase passcode pwd secret token authorization auth oauth cookie credential cred dsn"
                            + " jwt bearer signature csrf xsrf otp cvv cvc"
                            + " privatekey apikey accesskey secretkey signingkey encryptionkey masterkey sharedkey"
                            + " accountkey sessionkey sshkey sessionid jsessionid phpsessid accesstoken authtoken"
                            + " refreshtoken idtoken sessiontoken csrftoken clientsecret connectionstring setcookie"
                            + " storepass keypass")
                    .split(" "));

    /** Too common in the middle of a name ({@code passCount}), but a secret at its end ({@code SMTP_PASS}). */
    private static final List<String> AT_THE_END = List.of("pass", "pw");

    /** No other word ends so: what stands before is a word of its own, as in {@code PGPASSWORD}. */
    private static final List<String> ENDINGS =
            List.of("password", "passwd", "passphrase", "apikey", "accesskey", "secretkey", "privatekey");

    private final Set<String> names;
    private final Set<String> allowed;
    private final Map<Character, List<String>> byFirst = new HashMap<>();

    SecretNames(Collection<String> added, Collection<String> exceptions) {
        names = new LinkedHashSet<>(new TreeSet<>(DEFAULTS));
        added.forEach(name -> names.add(SecretWords.of(name).letters()));
        allowed = new LinkedHashSet<>();
        exceptions.forEach(name -> allowed.add(SecretWords.of(name).letters()));
        for (String name : names) {
            byFirst.computeIfAbsent(name.charAt(0), first -> new ArrayList<>()).add(name);
        }
    }

    boolean isSecret(String name) {
        if (name.length() < 2) {
            return false;
        }
        SecretWords words = SecretWords.of(name);
        if (allowed.contains(words.letters())) {
            return false;
        }
        return containsName(words) || endsInName(words);
    }

    /** Whether the whole text is one of the names, as {@code api key} in prose. */
    boolean isExactly(String text) {
        String letters = SecretWords.of(text).letters();
        return names.contains(letters) && !allowed.contains(letters);
    }

    private boolean containsName(SecretWords words) {
        String letters = words.letters();
        for (int at = 0; at < letters.length(); at++) {
            if (!words.edgeAt(at)) {
                continue;
            }
            for (String name : byFirst.getOrDefault(letters.charAt(at), List.of())) {
                if (letters.startsWith(name, at) && words.endsAt(at + name.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean endsInName(SecretWords words) {
        String letters = words.letters();
        if (words.endIn(AT_THE_END)) {
            return true;
        }
        for (String name : ENDINGS) {
            for (int at = letters.indexOf(name); at >= 0; at = letters.indexOf(name, at + 1)) {
                if (words.endsAt(at + name.length())) {
                    return true;
                }
            }
        }
        return false;
    }
}
