using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>Statements of our own, where a question of the model's would cost more than the answer.</summary>
internal static class Commands
{
    /// <summary>In the transaction of the moment: there must be one.</summary>
    public static DbCommand CommandOf(this DbContext db, string text, params IEnumerable<(string Name, object Value)> parameters)
    {
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("This is done in a transaction.");
        var command = transaction.Connection!.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(command.ParameterOf(name, value));
        }

        return command;
    }

    public static DbParameter ParameterOf(this DbCommand maker, string name, object value)
    {
        var parameter = maker.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        return parameter;
    }

    /// <summary>A name as the database delimits it.</summary>
    public static string Delimit(this DbContext db, string name) => db.GetService<ISqlGenerationHelper>().DelimitIdentifier(name);
}
