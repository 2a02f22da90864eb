/* What differs between VMs: how the library is loaded, which JVMTI it gets, and which Java class it serves. */
#include "library.h"

/* The headers of JDK 17 do not name it. From 21 on only this version may support virtual threads. */
#define VERSION_21 0x30150000

/* Set while the library is loaded, before any native method can run; constant from then on. */
static jvmtiEnv *plain;
static jvmtiEnv *agent;

/* Set once it serves an agent that was attached: that is there to stay. */
static int stays;

jvmtiEnv *new_environment(JavaVM *vm) {
    void *jvmti = NULL;
    if ((*vm)->GetEnv(vm, &jvmti, VERSION_21) == JNI_OK) {
        return jvmti;
    }
    return (*vm)->GetEnv(vm, &jvmti, JVMTI_VERSION_11) == JNI_OK ? jvmti : NULL;
}

void dispose(jvmtiEnv *jvmti) {
    if (jvmti != NULL) {
        (*jvmti)->DisposeEnvironment(jvmti);
    }
}

/* For calls that tag nothing. */
jvmtiEnv *plain_environment(void) {
    return plain;
}

/* The one that may read locals; NULL unless the JVM was started with this library as its agent. */
jvmtiEnv *agent_environment(void) {
    return agent;
}

/* Takes those that this VM has. What it has not shows later: as the error of the function that needs it. */
jint take_capabilities(jvmtiEnv *jvmti, const capabilities_t *wanted) {
    capabilities_t taken = {.words = {0}};
    jvmtiError error = (*jvmti)->GetPotentialCapabilities(jvmti, &taken.named);
    if (error != JVMTI_ERROR_NONE) {
        return error;
    }
    for (size_t i = 0; i < sizeof(taken.words) / sizeof(taken.words[0]); i++) {
        taken.words[i] &= wanted->words[i];
    }
    return (*jvmti)->AddCapabilities(jvmti, &taken.named);
}

/* The VM's allocator: the library needs no libc, and native memory tracking knows about it. */
void *allocate(jvmtiEnv *jvmti, jlong bytes) {
    unsigned char *memory = NULL;
    return (*jvmti)->Allocate(jvmti, bytes, &memory) == JVMTI_ERROR_NONE ? memory : NULL;
}

void release(jvmtiEnv *jvmti, void *memory) {
    if (memory != NULL) {
        (*jvmti)->Deallocate(jvmti, memory);
    }
}

/* Not done when loading: on 21 and later virtual threads are a little slower from then on. */
static jint JNICALL prepare(JNIEnv *env, jclass self) {
    (void)env, (void)self;
    capabilities_t wanted = {.words = {0}};
    wanted.named.can_get_bytecodes = 1;
    wanted.named.can_get_line_numbers = 1;
    wanted.named.can_get_constant_pool = 1;
    wanted.named.can_get_source_file_name = 1;
    wanted.words[VIRTUAL_THREADS_WORD] |= VIRTUAL_THREADS_BIT;
    return take_capabilities(plain, &wanted);
}

/* One environment for all that suspends: the VM lets only one have the capability. */
static jvmtiEnv *suspending(void) {
    return agent != NULL ? agent : plain;
}

static jint JNICALL take_suspending(JNIEnv *env, jclass self) {
    (void)env, (void)self;
    capabilities_t wanted = {.words = {0}};
    wanted.named.can_suspend = 1;
    return take_capabilities(suspending(), &wanted);
}

static jint JNICALL drop_suspending(JNIEnv *env, jclass self) {
    (void)env, (void)self;
    capabilities_t dropped = {.words = {0}};
    dropped.named.can_suspend = 1;
    return (*suspending())->RelinquishCapabilities(suspending(), &dropped.named);
}

static jint JNICALL suspend(JNIEnv *env, jclass self, jthread thread) {
    (void)env, (void)self;
    return (*suspending())->SuspendThread(suspending(), thread);
}

static jint JNICALL resume(JNIEnv *env, jclass self, jthread thread) {
    (void)env, (void)self;
    return (*suspending())->ResumeThread(suspending(), thread);
}

static jboolean JNICALL is_agent(JNIEnv *env, jclass self) {
    (void)env, (void)self;
    return agent != NULL;
}

/* JNI knows no module boundaries. What the method throws is the caller's to judge. */
static void JNICALL open_package(JNIEnv *env, jclass self, jobject module, jstring package, jobject to) {
    (void)self;
    jclass type = (*env)->GetObjectClass(env, module);
    jmethodID open = (*env)->GetMethodID(env, type, "implAddOpens", "(Ljava/lang/String;Ljava/lang/Module;)V");
    if (open != NULL) {
        (*env)->CallVoidMethod(env, module, open, package, to);
    }
}

static const JNINativeMethod natives[] = {
    {"prepare", "()I", (void *)prepare},
    {"takeSuspending", "()I", (void *)take_suspending},
    {"dropSuspending", "()I", (void *)drop_suspending},
    {"suspend", "(Ljava/lang/Thread;)I", (void *)suspend},
    {"resume", "(Ljava/lang/Thread;)I", (void *)resume},
    {"isAgent", "()Z", (void *)is_agent},
    {"open", "(Ljava/lang/Module;Ljava/lang/String;Ljava/lang/Module;)V", (void *)open_package},
    {"stacks", "([Ljava/lang/Thread;I[[J)I", (void *)stacks},
    {"method", "(J[I)[Ljava/lang/Object;", (void *)method},
    {"walk", "([JI[J)[Ljava/lang/Object;", (void *)walk},
    {"instances", "([Ljava/lang/Class;I[J)[Ljava/lang/Object;", (void *)instances},
    {"fields", "(Ljava/lang/Class;)[Ljava/lang/Object;", (void *)fields},
    {"primitive", "(Ljava/lang/Object;JC)J", (void *)primitive_field},
    {"object", "(Ljava/lang/Object;J)Ljava/lang/Object;", (void *)object_field},
    {"locals", "(Ljava/lang/Thread;[JJ[I[J[Ljava/lang/Object;)I", (void *)locals},
    {"loadedClasses", "([B)[Ljava/lang/Class;", (void *)loaded_classes},
    {"isInitialized", "(Ljava/lang/Class;)Z", (void *)is_initialized},
    {"methods", "(Ljava/lang/Class;[B)[J", (void *)methods_of},
    {"constantPool", "(Ljava/lang/Class;)[B", (void *)constant_pool},
    {"sourceFile", "(Ljava/lang/Class;)Ljava/lang/String;", (void *)source_file},
    {"loaded", "(Ljava/lang/ClassLoader;Ljava/lang/String;)Ljava/lang/Class;", (void *)loaded_by},
};

static int find_environment(JavaVM *vm) {
    if (plain == NULL) {
        plain = new_environment(vm);
    }
    return plain != NULL;
}

int stay(JavaVM *vm) {
    stays = find_environment(vm);
    return stays;
}

jint register_natives(JNIEnv *env, jclass type) {
    return (*env)->RegisterNatives(env, type, natives, sizeof(natives) / sizeof(natives[0]));
}

/* The class that called System.load, as JNI's own FindClass asks for it: its name may have been changed by shading. */
static jclass loading_class(JNIEnv *env) {
    jclass type = (*env)->FindClass(env, "java/lang/Class");
    jmethodID find = type == NULL ? NULL
                                  : (*env)->GetStaticMethodID(env, type, "forName",
                                                              "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;");
    jstring name = find == NULL ? NULL : (*env)->NewStringUTF(env, "jdk.internal.loader.NativeLibraries");
    jclass libraries = name == NULL ? NULL : (*env)->CallStaticObjectMethod(env, type, find, name, JNI_FALSE, NULL);
    if (libraries == NULL || (*env)->ExceptionCheck(env)) {
        return NULL;
    }
    jmethodID caller = (*env)->GetStaticMethodID(env, libraries, "getFromClass", "()Ljava/lang/Class;");
    return caller == NULL ? NULL : (*env)->CallStaticObjectMethod(env, libraries, caller);
}

JNIEXPORT void JNICALL JNI_OnUnload(JavaVM *vm, void *reserved) {
    (void)vm, (void)reserved;
    if (!stays) {
        dispose(plain);
        plain = NULL;
    }
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    (void)reserved;
    void *env = NULL;
    if ((*vm)->GetEnv(vm, &env, JNI_VERSION_10) != JNI_OK) {
        return JNI_ERR;
    }
    JNIEnv *jni = env;
    jclass type = loading_class(jni);
    if (type == NULL || (*jni)->ExceptionCheck(jni)) {
        return JNI_ERR;
    }
    if (!find_environment(vm) || register_natives(jni, type) != JNI_OK) {
        JNI_OnUnload(vm, NULL);
        return JNI_ERR;
    }
    return JNI_VERSION_10;
}

/* Only here, at the start of the JVM, may the reading of locals be asked for. That it is refused must not end the JVM. */
JNIEXPORT jint JNICALL Agent_OnLoad(JavaVM *vm, char *options, void *reserved) {
    (void)options, (void)reserved;
    jvmtiEnv *jvmti = new_environment(vm);
    if (jvmti == NULL) {
        return JNI_OK;
    }
    capabilities_t wanted = {.words = {0}};
    wanted.named.can_access_local_variables = 1;
    wanted.words[VIRTUAL_THREADS_WORD] |= VIRTUAL_THREADS_BIT;
    if (take_capabilities(jvmti, &wanted) == JVMTI_ERROR_NONE) {
        agent = jvmti;
    } else {
        dispose(jvmti);
    }
    return JNI_OK;
}
