using System.Reflection;
using System.Reflection.Emit;

namespace TeamEurope.Web.Tests.Words;

/// <summary>Reads what a compiled method loads and calls.</summary>
internal static class IntermediateLanguage
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => o.Value);

    /// <summary>The texts and calls of a method in their order: either one or the other.</summary>
    public static IEnumerable<(string? Text, MethodBase? Called)> StringsAndCalls(MethodInfo method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? unchecked((short)((0xFE << 8) | code[at + 1])) : code[at];
            var opcode = OpCodesByValue[value];
            at += opcode.Size;
            var operand = opcode.OperandType is OperandType.InlineString or OperandType.InlineMethod ? BitConverter.ToInt32(code, at) : 0;
            if (opcode.OperandType == OperandType.InlineString)
            {
                yield return (method.Module.ResolveString(operand), null);
            }
            else if (opcode.OperandType == OperandType.InlineMethod)
            {
                yield return (null, method.Module.ResolveMethod(
                    operand, method.DeclaringType!.GetGenericArguments(), method.GetGenericArguments())!);
            }

            at += opcode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4
            };
        }
    }
}
