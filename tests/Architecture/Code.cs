using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Understudy.Architecture.Tests;

/// <summary>A type as it is named: with what is nested in it, it counts as one.</summary>
internal sealed record TypeName(string Namespace, string Name)
{
    /// <summary>Is it in a namespace, or in one below it?</summary>
    public bool IsIn(string space) =>
        Namespace == space || Namespace.StartsWith(space + ".", StringComparison.Ordinal);

    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <summary>A type of ours.</summary>
/// <param name="Project">Its project, e.g. <c>Domain</c>.</param>
/// <param name="Type">The type.</param>
/// <param name="Names">
/// Every other type in its signatures, its attributes and the bodies of its methods. What the compiler puts in as a value,
/// constants and <c>nameof</c>, is not among them.
/// </param>
/// <param name="Calls">The methods that it calls, e.g. <c>System.Guid.NewGuid()</c>.</param>
internal sealed record CodeType(string Project, TypeName Type, IReadOnlySet<TypeName> Names, IReadOnlySet<string> Calls);

/// <summary>What the compiler made of the projects, read as data: nothing of it is run.</summary>
internal static class Code
{
    /// <summary>The projects that are not tests.</summary>
    public static string[] Projects { get; } =
        ["Bench", "Domain", "EngineWorker", "Functions", "Infrastructure", "LocalRuntime", "MediaEngine", "ServiceBusAttributes"];

    public static IReadOnlyList<CodeType> Types { get; } = [.. Projects.SelectMany(Read)];

    /// <summary>The names of the assemblies that a project's code names.</summary>
    public static string[] References(string project)
    {
        using ModuleDefinition module = Open(project);
        return [.. module.AssemblyReferences.Select(reference => reference.Name)];
    }

    private static ModuleDefinition Open(string project) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"Understudy.{project}.dll"));

    private static IEnumerable<CodeType> Read(string project)
    {
        using ModuleDefinition module = Open(project);
        return
        [
            .. module.Types.Where(type => !IsGenerated(type)).Select(type =>
            {
                TypeReader reader = new();
                reader.Read(type);
                TypeName name = new(type.Namespace, type.Name);
                reader.Names.Remove(name);
                return new CodeType(project, name, reader.Names, reader.Calls);
            }),
        ];
    }

    private static bool IsGenerated(TypeDefinition type) => type.Name.StartsWith('<')
        || type.CustomAttributes.Any(a => a.AttributeType.Name is "GeneratedCodeAttribute" or "CompilerGeneratedAttribute")
        || type.Namespace == "System.Text.RegularExpressions.Generated";

    /// <summary>Collects what one type names and calls.</summary>
    private sealed class TypeReader
    {
        public HashSet<TypeName> Names { get; } = [];

        public HashSet<string> Calls { get; } = [];

        public void Read(TypeDefinition type)
        {
            Add(type.BaseType);
            AddAttributes(type);
            AddConstraints(type.GenericParameters);
            foreach (InterfaceImplementation each in type.Interfaces) Add(each.InterfaceType);
            foreach (FieldDefinition field in type.Fields)
            {
                Add(field.FieldType);
                AddAttributes(field);
            }
            foreach (PropertyDefinition property in type.Properties) AddAttributes(property);
            foreach (MethodDefinition method in type.Methods) Read(method);
            foreach (TypeDefinition nested in type.NestedTypes) Read(nested);
        }

        private void Read(MethodDefinition method)
        {
            AddSignature(method);
            AddAttributes(method);
            AddConstraints(method.GenericParameters);
            foreach (ParameterDefinition parameter in method.Parameters) AddAttributes(parameter);
            if (!method.HasBody) return;
            foreach (VariableDefinition variable in method.Body.Variables) Add(variable.VariableType);
            foreach (ExceptionHandler handler in method.Body.ExceptionHandlers) Add(handler.CatchType);
            foreach (object operand in method.Body.Instructions.Select(instruction => instruction.Operand)) Add(operand);
        }

        private void Add(object operand)
        {
            switch (operand)
            {
                case TypeReference type:
                    Add(type);
                    break;
                case FieldReference field:
                    Add(field.DeclaringType);
                    Add(field.FieldType);
                    break;
                case MethodReference method:
                    AddSignature(method);
                    Calls.Add($"{method.DeclaringType.FullName}.{method.Name}"
                        + $"({string.Join(", ", method.Parameters.Select(parameter => parameter.ParameterType.Name))})");
                    break;
            }
        }

        private void AddSignature(MethodReference method)
        {
            Add(method.DeclaringType);
            Add(method.ReturnType);
            foreach (ParameterDefinition parameter in method.Parameters) Add(parameter.ParameterType);
            if (method is not GenericInstanceMethod generic) return;
            foreach (TypeReference argument in generic.GenericArguments) Add(argument);
        }

        private void AddAttributes(ICustomAttributeProvider provider)
        {
            foreach (CustomAttribute attribute in provider.CustomAttributes) Add(attribute.AttributeType);
        }

        private void AddConstraints(IEnumerable<GenericParameter> parameters)
        {
            foreach (GenericParameterConstraint constraint in parameters.SelectMany(parameter => parameter.Constraints))
                Add(constraint.ConstraintType);
        }

        private void Add(TypeReference? type)
        {
            switch (type)
            {
                case null or GenericParameter:
                    return;
                case GenericInstanceType generic:
                    foreach (TypeReference argument in generic.GenericArguments) Add(argument);
                    Add(generic.ElementType);
                    return;
                case TypeSpecification specification:
                    Add(specification.ElementType);
                    return;
                case { DeclaringType: { } declaring }:
                    Add(declaring);
                    return;
                default:
                    Names.Add(new TypeName(type.Namespace, type.Name));
                    return;
            }
        }
    }
}
