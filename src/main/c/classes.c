/* Classes by name, whoever loaded them, without loading or initialising any. */
#include "library.h"

/* As many references as -Xcheck:jni shall not be surprised by; the VM itself takes more. */
#define CAPACITY 65536

static jboolean equal(const char *one, const char *other) {
    while (*one != 0 && *one == *other) {
        one++;
        other++;
    }
    return *one == *other;
}

/* The names are ended by 0 each, and all of them by an empty one. */
static jboolean is_among(const char *signature, const char *names) {
    while (*names != 0) {
        if (equal(signature, names)) {
            return JNI_TRUE;
        }
        while (*names++ != 0) {
        }
    }
    return JNI_FALSE;
}

static jboolean is_wanted(jvmtiEnv *jvmti, jclass type, const char *names) {
    char *signature = NULL;
    if ((*jvmti)->GetClassSignature(jvmti, type, &signature, NULL) != JVMTI_ERROR_NONE) {
        return JNI_FALSE; /* unloaded it cannot be, but the VM may be ending */
    }
    jboolean wanted = is_among(signature, names);
    release(jvmti, signature);
    return wanted;
}

static jobjectArray array_of(JNIEnv *env, const jclass *classes, jint count) {
    jclass type = (*env)->FindClass(env, "java/lang/Class");
    jobjectArray array = type == NULL ? NULL : (*env)->NewObjectArray(env, count, type, NULL);
    for (jint i = 0; array != NULL && i < count; i++) {
        (*env)->SetObjectArrayElement(env, array, i, classes[i]);
    }
    return array;
}

static jobjectArray find(JNIEnv *env, jvmtiEnv *jvmti, const char *names) {
    jint count = 0;
    jclass *classes = NULL;
    if ((*jvmti)->GetLoadedClasses(jvmti, &count, &classes) != JVMTI_ERROR_NONE) {
        return NULL;
    }
    jint found = 0;
    for (jint i = 0; i < count; i++) {
        if (is_wanted(jvmti, classes[i], names)) {
            classes[found++] = classes[i];
        }
    }
    jobjectArray array = array_of(env, classes, found);
    release(jvmti, classes);
    return array;
}

/* NULL where the VM refuses, or with an error pending. */
jobjectArray JNICALL loaded_classes(JNIEnv *env, jclass self, jbyteArray names) {
    (void)self;
    jvmtiEnv *jvmti = plain_environment();
    jsize length = (*env)->GetArrayLength(env, names);
    char *copy = allocate(jvmti, (jlong)length + 1);
    if (copy == NULL) {
        return NULL;
    }
    (*env)->GetByteArrayRegion(env, names, 0, length, (jbyte *)copy);
    copy[length] = 0;
    jobjectArray array = NULL;
    if ((*env)->PushLocalFrame(env, CAPACITY) == JNI_OK) {
        array = (*env)->PopLocalFrame(env, find(env, jvmti, copy));
    }
    release(jvmti, copy);
    return array;
}

/* Not while another thread is at it: who reads a static field then has to wait for it. */
jboolean JNICALL is_initialized(JNIEnv *env, jclass self, jclass type) {
    (void)env, (void)self;
    jvmtiEnv *jvmti = plain_environment();
    jint status = 0;
    return (*jvmti)->GetClassStatus(jvmti, type, &status) == JVMTI_ERROR_NONE
           && (status & JVMTI_CLASS_STATUS_INITIALIZED) != 0;
}
