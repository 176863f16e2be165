using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>
/// Gives the values of a constructor call's arguments. Constants and captured variables, which is what most are, are read
/// directly; what is left is interpreted, once. Only an argument with a function in it is compiled: the function is called again
/// and again, by any thread, and an interpreter passes a variable by reference as a copy, so that nothing atomic would stay so.
/// </summary>
internal static class ArgumentEvaluator
{
    public static object[] Evaluate(IReadOnlyList<Expression> arguments)
    {
        var values = new object[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = TryRead(arguments[i], out var value)
                ? value!
                : Expression.Lambda<Func<object>>(Expression.Convert(arguments[i], typeof(object)))
                    .Compile(preferInterpretation: !FunctionFinder.HasFunction(arguments[i]))();
        }
        return values;
    }

    private static bool TryRead(Expression expression, out object? value)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                value = constant.Value;
                return true;
            case MemberExpression { Member: FieldInfo field } member when TryReadOwner(member, out var owner):
                value = field.GetValue(owner);
                return true;
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert
                when convert.Type.IsAssignableFrom(convert.Operand.Type) && TryRead(convert.Operand, out value):
                return true;
            default:
                value = null;
                return false;
        }
    }

    private static bool TryReadOwner(MemberExpression member, out object? owner)
    {
        owner = null;
        return member.Expression is null || (TryRead(member.Expression, out owner) && owner is not null);
    }

    private sealed class FunctionFinder : ExpressionVisitor
    {
        private bool _found;

        public static bool HasFunction(Expression expression)
        {
            var finder = new FunctionFinder();
            finder.Visit(expression);
            return finder._found;
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            _found = true;
            return node;
        }
    }
}
