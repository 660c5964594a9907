using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Understudy.LocalRuntime.Tests.Sdk;

/// <summary>Writes types and members as the listing of the Functions SDK does.</summary>
internal static class SdkSignature
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static |
        BindingFlags.DeclaredOnly;

    private static readonly FrozenDictionary<Type, string> _keywords = new Dictionary<Type, string>
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
    }.ToFrozenDictionary();

    private static readonly NullabilityInfoContext _nullability = new();

    public static string FullNameOf(Type type) => $"{type.Namespace}.{NameOf(type)}";

    public static string HeaderOf(Type type)
    {
        string kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : type.IsSubclassOf(typeof(Delegate)) ? "sealed delegate"
            : IsRecord(type) ? "record"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        string ancestor = type.BaseType is { } parent && type.IsClass && parent != typeof(object)
            ? $" : {NameOf(parent)}"
            : "";
        string usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } attribute
            ? $" [AttributeUsage({attribute.ValidOn})]"
            : "";
        return $"{kind} {FullNameOf(type)}{ancestor}{usage}";
    }

    public static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
        {
            yield return string.Join(", ", Enum.GetNames(type).Select(name =>
                $"{name}={Convert.ToInt32(Enum.Parse(type, name), CultureInfo.InvariantCulture)}"));
            yield break;
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            yield return MethodOf(type.GetMethod("Invoke")!, modifiers: "");
            yield break;
        }

        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(c => IsSeen(c) && !c.IsStatic))
            yield return $"{AccessOf(constructor)}.ctor({ParametersOf(constructor)})";
        foreach (FieldInfo field in type.GetFields(Declared).Where(f => f.IsPublic))
            yield return $"{(field.IsStatic ? "static " : "")}{NameOf(field.FieldType)} {field.Name}";
        foreach (PropertyInfo property in type.GetProperties(Declared))
        {
            MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(IsSeen)];
            if (accessors.Length > 0)
                yield return PropertyOf(property, accessors);
        }

        foreach (MethodInfo method in type.GetMethods(Declared))
        {
            if (IsSeen(method) && !method.IsSpecialName && !IsSynthesized(type, method))
                yield return MethodOf(method, AccessOf(method) + ModifiersOf(method));
        }
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    /// <summary>The listing has none of the members that every record has, whoever wrote them.</summary>
    private static bool IsSynthesized(Type type, MethodInfo method) =>
        IsRecord(type) && (method.Name is nameof(ToString) || method.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static string AccessOf(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string ModifiersOf(MethodInfo method) =>
        method.IsDefined(typeof(ExtensionAttribute)) ? "ext "
        : method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? ""
        : method.IsAbstract ? "abstract "
        : method is { IsVirtual: true, IsFinal: false } ? "virtual "
        : "";

    private static string PropertyOf(PropertyInfo property, MethodInfo[] accessors)
    {
        NullabilityInfo nullability = _nullability.Create(property);
        bool nullable = property.CanRead
            ? nullability.ReadState == NullabilityState.Nullable
            : nullability.WriteState == NullabilityState.Nullable;
        string kinds = string.Concat(accessors.Order(Comparer<MethodInfo>.Create(
            static (a, b) => a.ReturnType == typeof(void) ? 1 : -1)).Select(static accessor =>
            accessor.ReturnType != typeof(void) ? "get; "
            : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; "
            : "set; "));
        return $"{AccessOf(accessors[0])}{ModifiersOf(accessors[0])}{TypeOf(property.PropertyType, nullable)} "
            + $"{property.Name} {{ {kinds}}}";
    }

    private static string MethodOf(MethodInfo method, string modifiers)
    {
        string generic = method.IsGenericMethod
            ? $"<{string.Join(',', method.GetGenericArguments().Select(static a => a.Name))}>"
            : "";
        string obsolete = method.IsDefined(typeof(ObsoleteAttribute)) ? " [Obsolete]" : "";
        return $"{modifiers}{NameOf(method.ReturnType)} {method.Name}{generic}({ParametersOf(method)}){obsolete}";
    }

    private static string ParametersOf(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(static parameter =>
        {
            bool nullable = _nullability.Create(parameter).WriteState == NullabilityState.Nullable;
            return $"{TypeOf(parameter.ParameterType, nullable)} {parameter.Name}{DefaultOf(parameter)}";
        }));

    private static string DefaultOf(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
            return "";
        object? value = parameter.DefaultValue;
        string text = value switch
        {
            null => "null/default",
            bool flag => flag ? "true" : "false",
            _ when parameter.ParameterType.IsEnum => Enum.ToObject(parameter.ParameterType, value).ToString()!,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
        return $" = {text}";
    }

    private static string TypeOf(Type type, bool nullable) =>
        NameOf(type) + (nullable && !type.IsValueType ? "?" : "");

    private static string NameOf(Type type)
    {
        if (_keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsArray)
            return NameOf(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return NameOf(underlying) + "?";
        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : type.Name;
    }
}
