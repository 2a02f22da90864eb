package io.github.threadreporter.collect.values;

import java.lang.reflect.Proxy;
import java.util.Set;

/** What can be told from a class without loading another one. */
final class Types {

    /** Whoever implements or extends one of these holds a secret. */
    private static final Set<String> SECRET = Set.of(
            "javax.crypto.SecretKey",
            "java.security.PrivateKey",
            "java.security.KeyPair",
            "java.security.KeyStore",
            "java.security.KeyStore$ProtectionParameter",
            "java.security.KeyStore$Entry",
            "java.net.PasswordAuthentication",
            "javax.security.auth.callback.PasswordCallback",
            "javax.net.ssl.KeyManager",
            "javax.security.auth.x500.X500PrivateCredential",
            "javax.security.auth.kerberos.KerberosKey",
            "javax.crypto.spec.PBEKeySpec",
            "java.security.spec.RSAPrivateKeySpec",
            "java.security.spec.ECPrivateKeySpec",
            "java.security.spec.DSAPrivateKeySpec");

    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private Types() {}

    static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == PLATFORM;
    }

    /** Whether its fields tell how it works, and not what it means. */
    static boolean isMachinery(Class<?> type) {
        String name = type.getName();
        return (isOfTheJdk(type) && !isLambda(type))
                || name.startsWith("kotlinx.coroutines.")
                || name.startsWith("kotlin.coroutines.");
    }

    /** By names along superclasses and interfaces. */
    static boolean isSecret(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (SECRET.contains(at.getName()) || implementsSecret(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean implementsSecret(Class<?> type) {
        for (Class<?> each : type.getInterfaces()) {
            if (SECRET.contains(each.getName()) || implementsSecret(each)) {
                return true;
            }
        }
        return false;
    }

    static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.getName().contains("$$Lambda");
    }

    static boolean isProxy(Class<?> type) {
        return Proxy.isProxyClass(type);
    }

    /** Its name as a person would write it. */
    static String name(Class<?> type) {
        if (type.isArray()) {
            return name(type.getComponentType()) + "[]";
        }
        String name = type.getName();
        if (isLambda(type)) {
            return "lambda of " + name.substring(0, name.indexOf("$$Lambda"));
        }
        if (isProxy(type)) {
            Class<?>[] interfaces = type.getInterfaces();
            return interfaces.length == 0 ? "proxy" : "proxy of " + interfaces[0].getName();
        }
        int hidden = name.lastIndexOf("/0x");
        return hidden < 0 ? name : name.substring(0, hidden);
    }
}
