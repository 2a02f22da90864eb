/* How the agent gets into a JVM that is running: as this library, so that the class path of the application, its system
   class loader and its security manager stay out of it, and no class file hook is left behind as java.instrument does. */
#include "library.h"

#define BOOTSTRAP "io.github.threadreporter.agent.Bootstrap"
#define BOOTSTRAP_SIGNATURE "Lio/github/threadreporter/agent/Bootstrap;"
#define FILE_NAME "/Bootstrap.class"
#define MAX_FOLDER 512

/* What the command is told. A newer VM unloads a library that returns one of these, so none is returned once the class
   uses its functions: what goes wrong then is told by the class. */
#define NO_ENVIRONMENT 90
#define NO_CLASS 91

/* What the Java part asks for, once for each of its class loaders. */
static void JNICALL bind(JNIEnv *env, jclass self, jclass natives) {
    (void)self;
    (void)register_natives(env, natives); /* what it could not register is missed by the one who calls it */
}

static const JNINativeMethod binding[] = {{"bind", "(Ljava/lang/Class;)V", (void *)bind}};

/* An exception of a lookup is an answer here. */
static jobject unless_thrown(JNIEnv *env, jobject result) {
    if ((*env)->ExceptionCheck(env)) {
        (*env)->ExceptionClear(env);
        return NULL;
    }
    return result;
}

/* The class of an earlier capture, of whichever version. */
static jclass defined(JNIEnv *env) {
    jclass type = (*env)->FindClass(env, "java/lang/Class");
    jmethodID find = type == NULL ? NULL
                                  : (*env)->GetStaticMethodID(env, type, "forName",
                                                              "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;");
    jstring name = find == NULL ? NULL : (*env)->NewStringUTF(env, BOOTSTRAP);
    return unless_thrown(env, name == NULL ? NULL : (*env)->CallStaticObjectMethod(env, type, find, name, JNI_FALSE, NULL));
}

/* The class as -javaagent brought it along, in whichever class loader: none of these may run here. */
static jclass started(JNIEnv *env) {
    static const char names[] = BOOTSTRAP_SIGNATURE "\0";
    jbyteArray wanted = (*env)->NewByteArray(env, sizeof(names));
    if (wanted == NULL) {
        return unless_thrown(env, NULL);
    }
    (*env)->SetByteArrayRegion(env, wanted, 0, sizeof(names), (const jbyte *)names);
    jobjectArray found = unless_thrown(env, loaded_classes(env, NULL, wanted));
    if (found == NULL || (*env)->GetArrayLength(env, found) == 0) {
        return NULL;
    }
    return unless_thrown(env, (*env)->GetObjectArrayElement(env, found, 0));
}

static jbyteArray content(JNIEnv *env, const char *path) {
    jclass file_type = (*env)->FindClass(env, "java/io/FileInputStream");
    jmethodID open = file_type == NULL ? NULL : (*env)->GetMethodID(env, file_type, "<init>", "(Ljava/lang/String;)V");
    jmethodID read = open == NULL ? NULL : (*env)->GetMethodID(env, file_type, "readAllBytes", "()[B");
    jmethodID close = read == NULL ? NULL : (*env)->GetMethodID(env, file_type, "close", "()V");
    jstring name = close == NULL ? NULL : (*env)->NewStringUTF(env, path);
    jobject file = unless_thrown(env, name == NULL ? NULL : (*env)->NewObject(env, file_type, open, name));
    if (file == NULL) {
        return NULL;
    }
    jbyteArray bytes = unless_thrown(env, (*env)->CallObjectMethod(env, file, read));
    (*env)->CallVoidMethod(env, file, close);
    return unless_thrown(env, bytes);
}

/* Defined by the loader of the JDK itself, which has all permissions and shows it to nobody who does not ask. */
static jclass define(JNIEnv *env, const char *folder) {
    char path[MAX_FOLDER + sizeof(FILE_NAME)];
    size_t length = 0;
    while (folder[length] != '\0') {
        if (length == MAX_FOLDER) {
            return NULL;
        }
        path[length] = folder[length];
        length++;
    }
    for (size_t i = 0; i < sizeof(FILE_NAME); i++) {
        path[length + i] = FILE_NAME[i];
    }
    jbyteArray bytes = content(env, path);
    jbyte *elements = bytes == NULL ? NULL : (*env)->GetByteArrayElements(env, bytes, NULL);
    if (elements == NULL) {
        return NULL;
    }
    jclass type = (*env)->DefineClass(env, NULL, NULL, elements, (*env)->GetArrayLength(env, bytes));
    (*env)->ReleaseByteArrayElements(env, bytes, elements, JNI_ABORT);
    return unless_thrown(env, type);
}

/* Each time anew: the classes of a request are served by the library that came with it, whichever was here before. */
static int bound(JNIEnv *env, jclass type) {
    int done = (*env)->RegisterNatives(env, type, binding, 1) == JNI_OK;
    (void)unless_thrown(env, NULL); /* another class of that name */
    return done;
}

/* options: the folder with the request, as this process sees it. */
JNIEXPORT jint JNICALL Agent_OnAttach(JavaVM *vm, char *options, void *reserved) {
    (void)reserved;
    void *found = NULL;
    if (options == NULL || (*vm)->GetEnv(vm, &found, JNI_VERSION_10) != JNI_OK || !stay(vm)) {
        return NO_ENVIRONMENT;
    }
    JNIEnv *env = found;
    jclass type = defined(env);
    if (type == NULL) {
        type = started(env);
    }
    if (type == NULL) {
        type = define(env, options);
    }
    if (type == NULL || !bound(env, type)) {
        return NO_CLASS;
    }
    jmethodID attached = (*env)->GetStaticMethodID(env, type, "attached", "(Ljava/lang/String;)V");
    jstring folder = attached == NULL ? NULL : (*env)->NewStringUTF(env, options);
    if (folder != NULL) {
        (*env)->CallStaticVoidMethod(env, type, attached, folder);
    }
    (void)unless_thrown(env, NULL); /* nobody is left to tell: the command waits in vain and says so */
    return JNI_OK;
}
